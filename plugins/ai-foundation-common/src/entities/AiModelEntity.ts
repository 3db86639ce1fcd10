import { Entity } from '@backstage/catalog-model';

/**
 * What one unit of a model's usage costs, from an instant on.
 *
 * Amounts are decimal strings in `currency` per million tokens, with at most
 * six decimals, so that a token's price is a whole number of pico-dollars.
 *
 * @public
 */
export type AiModelPrice = AiModelRates & {
  /** ISO 8601 date or instant; a date means its midnight in UTC. */
  effectiveFrom: string;
  currency: 'USD';
  unit: 'per-million-tokens';
  /** Where the figures come from, for example the provider's price page. */
  source: string;
  /** Why a price of zero is right; required where `input` or `output` is zero. */
  zeroReason?: string;
  /** Rates of the whole request once its input reaches a size. */
  longContext?: { fromInputTokens: number } & AiModelRates;
};

/**
 * Rates per million tokens. Where a part has no rate of its own, the rate of
 * the total it belongs to applies (`cacheWrite1h` first takes `cacheWrite`).
 *
 * @public
 */
export type AiModelRates = {
  input: string;
  output: string;
  cachedInput?: string;
  cacheWrite?: string;
  cacheWrite1h?: string;
  inputAudio?: string;
  outputAudio?: string;
};

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
  spec: {
    type: 'chat' | 'embedding';
    lifecycle: 'experimental' | 'production' | 'deprecated';
    /** Entity ref of the owning group. */
    owner: string;
    /** Id of a provider in the gateway's configuration. */
    provider: string;
    /** The model's id at its provider; clients use it in their requests. */
    providerModel: string;
    /** The highest data tier it is meant for, the name of a `DataTier`. */
    tier: string;
    prices: AiModelPrice[];
    /** Tokens of input and output together. */
    contextWindow: number;
    /** Tokens of output at most; sent along where a request names no bound. */
    maxOutputTokens: number;
    /** What it must not be used for, a sentence each. */
    restrictions?: string[];
    /** Why there is no restriction; required where `restrictions` is absent. */
    unrestrictedBecause?: string;
    /** What the provider may do with prompts and answers, in a sentence. */
    dataUse: string;
  };
}

/** @public */
export function isAiModelEntity(entity: Entity): entity is AiModelEntity {
  return entity.kind.toLocaleLowerCase('en-US') === 'aimodel';
}
