import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useAnswer } from './useAnswer';

/** Which keys are there: of one owner, or of all of my teams? */
export function useKeys(owner?: string) {
  return useAnswer(api.listKeys, { query: { owner } });
}
