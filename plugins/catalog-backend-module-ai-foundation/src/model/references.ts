const name = '[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?';
const namespace = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';

/** The name of an entity, without kind and namespace. */
export const entityName = { type: 'string', pattern: `^${name}$` };

/**
 * A reference to a group; another kind is an error rather than a relation that
 * is left out in silence.
 */
export const groupReference = {
  type: 'string',
  pattern: `^(?:[Gg]roup:)?(?:${namespace}/)?${name}$`,
};

/** A reference to a data tier. */
export const tierReference = {
  type: 'string',
  pattern: `^(?:[Dd]ata[Tt]ier:)?(?:${namespace}/)?${name}$`,
};
