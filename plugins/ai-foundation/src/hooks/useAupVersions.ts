import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useAnswer } from './useAnswer';

/** Which versions of the policy were published? */
export function useAupVersions() {
  return useAnswer(api.listAupVersions);
}
