import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useAnswer } from './useAnswer';

/** What did this version of the policy say? */
export function useAupVersion(version: string) {
  return useAnswer(api.getAupVersion, { params: { version } });
}
