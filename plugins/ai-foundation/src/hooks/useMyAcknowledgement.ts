import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useAnswer } from './useAnswer';

/** What does the policy in force ask of me? */
export function useMyAcknowledgement() {
  return useAnswer(api.getMyAcknowledgement);
}
