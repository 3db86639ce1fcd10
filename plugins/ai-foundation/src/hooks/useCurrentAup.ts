import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useAnswer } from './useAnswer';

/** Which policy is in force, and have I acknowledged it? */
export function useCurrentAup() {
  return useAnswer(api.getCurrentAup);
}
