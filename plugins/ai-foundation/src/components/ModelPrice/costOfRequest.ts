import {
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
  return priceUsage({ ...NO_USAGE, ...tokens }, model.price);
}
