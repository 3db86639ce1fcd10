import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useAnswer } from './useAnswer';

/** What came before its stage, and what was decided about it? */
export function useFindings() {
  return useAnswer(api.listFindings);
}
