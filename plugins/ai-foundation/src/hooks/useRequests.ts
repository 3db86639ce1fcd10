import {
  api,
  RequestQuery,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useAnswer } from './useAnswer';

/** What went through the gateway? */
export function useRequests(
  query: RequestQuery,
  behaviour?: { refreshSeconds?: number },
) {
  return useAnswer(
    api.listRequests,
    { query },
    { keepPrevious: true, ...behaviour },
  );
}
