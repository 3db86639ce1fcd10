import {
  Entity,
  stringifyEntityRef,
  UserEntity,
} from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { toError } from '@backstage/errors';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useEffect, useState } from 'react';

/** Somebody whom the catalog knows. */
export interface Person {
  ref: string;
  name: string;
}

/** Everybody whom the catalog knows, by name. */
export function usePeople(): { people?: Person[]; error?: Error } {
  const catalog = useApi(catalogApiRef);
  const [answer, setAnswer] = useState<{ people?: Person[]; error?: Error }>(
    {},
  );

  useEffect(() => {
    let isGone = false;
    const keep = (next: typeof answer) => !isGone && setAnswer(next);
    catalog
      .getEntities({ filter: { kind: 'User' } })
      .then(({ items }) =>
        keep({
          people: items
            .map(user => ({
              ref: stringifyEntityRef(user),
              name: nameOf(user),
            }))
            .sort((a, b) => a.name.localeCompare(b.name)),
        }),
      )
      .catch(error => keep({ error: toError(error) }));
    return () => {
      isGone = true;
    };
  }, [catalog]);

  return answer;
}

function nameOf(user: Entity): string {
  const { profile } = user.spec as UserEntity['spec'];
  return profile?.displayName ?? user.metadata.title ?? user.metadata.name;
}
