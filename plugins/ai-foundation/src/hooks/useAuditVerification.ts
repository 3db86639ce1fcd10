import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useAnswer } from './useAnswer';

/** Are the records as they were written? */
export function useAuditVerification() {
  return useAnswer(api.verifyAudit, {}, { keepPrevious: true });
}
