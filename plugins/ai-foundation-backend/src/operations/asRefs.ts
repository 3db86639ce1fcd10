import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { asList } from './asList';

/**
 * The full entity refs, in lower case, of what a caller wrote into a filter; a
 * bare name means an entity of the kind in the default namespace.
 *
 * @throws InputError where one cannot be read as an entity ref.
 */
export function asRefs(
  value: string | string[] | undefined,
  defaultKind: 'Group' | 'Component' | 'AiModel',
): string[] | undefined {
  return asList(value)?.map(item => {
    try {
      return stringifyEntityRef(parseEntityRef(item, { defaultKind }));
    } catch {
      throw new InputError(
        `'${item}' is no entity ref of a ${defaultKind}, for example '${defaultKind.toLocaleLowerCase(
          'en-US',
        )}:default/name'`,
      );
    }
  });
}
