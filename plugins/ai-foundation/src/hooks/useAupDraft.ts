import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useAnswer } from './useAnswer';

/** What does this draft of the policy say, and where does it stand? */
export function useAupDraft(id: string) {
  return useAnswer(api.getAupDraft, { params: { id } });
}
