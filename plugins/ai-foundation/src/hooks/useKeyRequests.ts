import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useAnswer } from './useAnswer';

/** Which keys were asked for that an approver decides on? */
export function useKeyRequests(scope: 'own' | 'all') {
  return useAnswer(api.listKeyRequests, { query: { scope } });
}
