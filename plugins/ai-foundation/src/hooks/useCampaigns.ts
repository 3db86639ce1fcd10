import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useAnswer } from './useAnswer';

/** Which versions of the policy were circulated, and how far did each get? */
export function useCampaigns() {
  return useAnswer(api.listCampaigns);
}
