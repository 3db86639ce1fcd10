import {
  api,
  CostQuery,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useAnswer } from './useAnswer';

/** What was spent? */
export function useCosts(query: CostQuery) {
  return useAnswer(api.getCosts, { query }, { keepPrevious: true });
}
