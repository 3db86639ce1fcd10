import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useAnswer } from './useAnswer';

/** What happened in this act? */
export function useAuditEntry(seq: string) {
  return useAnswer(api.getAuditEntry, { params: { seq } });
}
