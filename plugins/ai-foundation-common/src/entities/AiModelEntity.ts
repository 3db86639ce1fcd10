import { Entity } from '@backstage/catalog-model';
import { z } from 'zod';
import {
  aiModelPriceSchema,
  aiModelRatesSchema,
  aiModelSpecSchema,
} from './aiModelSpecSchema';

/**
 * What one unit of a model's usage costs, from an instant on.
 *
 * Amounts are decimal strings in `currency` per million tokens, with at most
 * six decimals, so that a token's price is a whole number of pico-dollars.
 *
 * @public
 */
export type AiModelPrice = z.infer<typeof aiModelPriceSchema>;

/**
 * Rates per million tokens. Where a part has no rate of its own, the rate of
 * the total it belongs to applies (`cacheWrite1h` first takes `cacheWrite`).
 *
 * @public
 */
export type AiModelRates = z.infer<typeof aiModelRatesSchema>;

/** What an `AiModel` says of a model. @public */
export type AiModelSpec = z.infer<typeof aiModelSpecSchema>;

/**
 * A generative model that the organisation has decided about, or is asked to.
 *
 * The entity proposes; only an approval in the database lets the gateway route
 * to it, and the approval is bound to the fields of `spec`.
 *
 * @public
 */
export interface AiModelEntity extends Entity {
  kind: 'AiModel';
  spec: AiModelSpec;
}

/** @public */
export function isAiModelEntity(entity: Entity): entity is AiModelEntity {
  return entity.kind.toLocaleLowerCase('en-US') === 'aimodel';
}
