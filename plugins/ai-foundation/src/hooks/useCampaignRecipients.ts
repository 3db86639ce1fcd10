import {
  api,
  CallOptions,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useAnswer } from './useAnswer';

/** Who was asked, and how do they stand? */
export function useCampaignRecipients(
  version: string,
  query: CallOptions<typeof api.listCampaignRecipients>['query'],
) {
  return useAnswer(
    api.listCampaignRecipients,
    { params: { version }, query },
    { keepPrevious: true },
  );
}
