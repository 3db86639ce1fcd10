import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useAnswer } from './useAnswer';

/** What waits for the caller to do or to decide? */
export function useInbox() {
  return useAnswer(api.getInbox, {}, { refreshSeconds: 60 });
}
