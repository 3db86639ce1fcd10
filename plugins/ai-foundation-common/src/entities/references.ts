const name = '[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?';
const namespace = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';

/** The name of an entity, without kind and namespace. @public */
export const ENTITY_NAME = new RegExp(`^${name}$`);

/**
 * A reference to a group; another kind is an error rather than a relation that
 * is left out in silence. @public
 */
export const GROUP_REFERENCE = new RegExp(
  `^(?:[Gg]roup:)?(?:${namespace}/)?${name}$`,
);

/** A reference to a model. @public */
export const MODEL_REFERENCE = new RegExp(
  `^(?:[Aa]i[Mm]odel:)?(?:${namespace}/)?${name}$`,
);

/** A reference to a data tier. @public */
export const TIER_REFERENCE = new RegExp(
  `^(?:[Dd]ata[Tt]ier:)?(?:${namespace}/)?${name}$`,
);
