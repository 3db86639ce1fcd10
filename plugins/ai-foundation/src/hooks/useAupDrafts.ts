import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useAnswer } from './useAnswer';

/** Which drafts of the policy are there? */
export function useAupDrafts() {
  return useAnswer(api.listAupDrafts);
}
