import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { parseEntityRef } from '@backstage/catalog-model';
import { useAnswer } from './useAnswer';

/** How is this team's month? */
export function useTeam(teamRef: string) {
  const { namespace, name } = parseEntityRef(teamRef);
  return useAnswer(api.getTeam, { params: { namespace, name } });
}
