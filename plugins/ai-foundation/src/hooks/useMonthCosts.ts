import {
  api,
  CostGrouping,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useAnswer } from './useAnswer';

/** What has this month cost? Nothing is asked without a grouping. */
export function useMonthCosts(groupBy: CostGrouping | undefined) {
  const from = `${new Date().toISOString().slice(0, 7)}-01`;
  return useAnswer(groupBy && api.getCosts, { query: { from, groupBy } });
}
