import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { parseEntityRef } from '@backstage/catalog-model';
import { useAnswer } from './useAnswer';

/** Which price of a model applied when? */
export function useModelPrices(ref: string) {
  const { namespace, name } = parseEntityRef(ref);
  return useAnswer(api.listModelPrices, { params: { namespace, name } });
}
