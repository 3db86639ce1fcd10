import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useAnswer } from './useAnswer';

/** Who of a team has acknowledged the policy in force? */
export function useTeamAcknowledgements(team: string) {
  return useAnswer(api.getTeamAcknowledgements, { query: { team } });
}
