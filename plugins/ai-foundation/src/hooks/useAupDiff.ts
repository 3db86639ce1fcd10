import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useAnswer } from './useAnswer';

/** What differs between two versions or drafts of the policy? */
export function useAupDiff(from: string | undefined, to: string) {
  return useAnswer(from === undefined ? undefined : api.diffAup, {
    query: { from: from ?? '', to },
  });
}
