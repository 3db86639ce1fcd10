import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useAnswer } from './useAnswer';

/** Which people, groups and data tiers can a draft refer to? */
export function usePolicyReferences() {
  return useAnswer(api.getPolicyReferences);
}
