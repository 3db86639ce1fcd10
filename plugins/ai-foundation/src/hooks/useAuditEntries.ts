import {
  api,
  AuditQuery,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useAnswer } from './useAnswer';

/** Who decided what, the newest first? */
export function useAuditEntries(query: AuditQuery) {
  return useAnswer(api.listAuditEntries, { query }, { keepPrevious: true });
}
