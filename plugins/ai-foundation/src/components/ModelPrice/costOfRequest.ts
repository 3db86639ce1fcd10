import {
  AiModelPrice,
  Model,
  NO_USAGE,
  priceUsage,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';

/** What a request of this size costs with the model; undefined without a price. */
export function costOfRequest(
  model: Model,
  tokens: { input: number; output: number },
): bigint | undefined {
  if (!model.price) {
    return undefined;
  }
  const price: AiModelPrice = { ...model.price, unit: 'per-million-tokens' };
  return priceUsage({ ...NO_USAGE, ...tokens }, price);
}
