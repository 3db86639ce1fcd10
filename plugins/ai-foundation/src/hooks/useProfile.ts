import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useAnswer } from './useAnswer';

/** Who am I here, and what is asked of me? */
export function useProfile() {
  return useAnswer(api.getProfile);
}
