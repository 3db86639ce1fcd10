import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useAnswer } from './useAnswer';

/** What happened to this request? */
export function useRequest(id: string) {
  return useAnswer(api.getRequest, { params: { id } });
}
