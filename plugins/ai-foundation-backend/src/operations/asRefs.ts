import { InputError } from '@backstage/errors';
import { fullRef } from '../kernel/fullRef';
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
    const ref = fullRef(item, defaultKind);
    if (!ref) {
      throw new InputError(
        `'${item}' is no entity ref; one is, for example, '${defaultKind.toLocaleLowerCase(
          'en-US',
        )}:default/name'`,
      );
    }
    return ref;
  });
}
