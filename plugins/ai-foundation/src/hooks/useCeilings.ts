import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useAnswer } from './useAnswer';

/** Which ceilings bind a team (or all), and how much of each is used? */
export function useCeilings(team?: string) {
  return useAnswer(api.listCeilings, { query: { team } });
}
