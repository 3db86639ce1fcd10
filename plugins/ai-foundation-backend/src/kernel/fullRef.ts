import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

/**
 * The full, lower-case entity ref of what a person wrote, which may be a name
 * alone; `undefined` where it is no ref.
 */
export function fullRef(text: string, defaultKind: string): string | undefined {
  try {
    return stringifyEntityRef(
      parseEntityRef(text, { defaultKind, defaultNamespace: 'default' }),
    );
  } catch {
    return undefined;
  }
}
