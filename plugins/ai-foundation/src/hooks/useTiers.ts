import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useAnswer } from './useAnswer';

/** Which data tiers are there? */
export function useTiers() {
  return useAnswer(api.listTiers);
}
