import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { parseEntityRef } from '@backstage/catalog-model';
import { useAnswer } from './useAnswer';

/** Who decided what about a model, and what has changed since? */
export function useModelHistory(ref: string) {
  const { namespace, name } = parseEntityRef(ref);
  return useAnswer(api.listModelDecisions, { params: { namespace, name } });
}
