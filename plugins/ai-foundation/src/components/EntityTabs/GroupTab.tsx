import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { TeamView } from '../TeamView';

/** The team page's content, on the group's own page. */
export function GroupTab() {
  const teamRef = stringifyEntityRef(useEntity().entity);
  return <TeamView key={teamRef} teamRef={teamRef} />;
}
