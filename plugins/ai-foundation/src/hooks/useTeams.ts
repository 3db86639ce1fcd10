import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useAnswer } from './useAnswer';

/** Which teams are there, and how is each one's month? */
export function useTeams() {
  return useAnswer(api.listTeams);
}
