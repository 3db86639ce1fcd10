import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useAnswer } from './useAnswer';

/** Which model providers is the gateway configured for? */
export function useProviders() {
  return useAnswer(api.listProviders);
}
