import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useAnswer } from './useAnswer';

/** How does each group stand to one version of the policy? */
export function useCampaign(version: string) {
  return useAnswer(api.getCampaign, { params: { version } });
}
