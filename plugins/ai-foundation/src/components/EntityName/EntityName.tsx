import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  entityRouteRef,
  useEntityPresentation,
} from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';

/** An entity by its title, a link to its page where the catalog has one. */
export function EntityName(props: { entityRef: string; plain?: boolean }) {
  const { primaryTitle } = useEntityPresentation(props.entityRef);
  const href = useEntityHref()(props.entityRef);
  if (props.plain || !href) {
    return <span title={props.entityRef}>{primaryTitle}</span>;
  }
  return (
    <Link href={href} title={props.entityRef} variant="body-medium">
      {primaryTitle}
    </Link>
  );
}

/** Addresses of entity pages, where the portal has them. */
export function useEntityHref(): (entityRef: string) => string | undefined {
  const entityRoute = useRouteRef(entityRouteRef);
  return entityRef => entityRoute?.(parseEntityRef(entityRef));
}
