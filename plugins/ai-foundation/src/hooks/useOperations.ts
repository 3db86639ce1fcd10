import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useAnswer } from './useAnswer';

/** What can clients call at the gateway? */
export function useOperations() {
  return useAnswer(api.listOperations);
}
