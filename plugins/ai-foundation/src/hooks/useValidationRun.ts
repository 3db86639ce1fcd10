import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useAnswer } from './useAnswer';

/** What did one run try, and what came of it? */
export function useValidationRun(id: string) {
  return useAnswer(api.getValidationRun, { params: { id } });
}
