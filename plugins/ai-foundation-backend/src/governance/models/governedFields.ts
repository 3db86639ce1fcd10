import { createHash } from 'node:crypto';
import {
  AiModelEntity,
  AiModelPrice,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { canonicalJson } from '../../kernel/canonicalJson';

/** The fields of a model that an approval is bound to. */
export type GovernedFields = Omit<AiModelEntity['spec'], 'lifecycle'>;

/** A price as it was approved; a row of the ledger names its id. */
export interface PriceVersion {
  id: string;
  effectiveFromMs: number;
  price: AiModelPrice;
}

/*
 * Every field by name, so that one which is added to the kind is governed only
 * once it is named here, and does not take back all approvals by itself.
 */
export function governedFields({ spec }: AiModelEntity): GovernedFields {
  return {
    type: spec.type,
    owner: spec.owner,
    provider: spec.provider,
    providerModel: spec.providerModel,
    tier: spec.tier,
    prices: spec.prices,
    contextWindow: spec.contextWindow,
    maxOutputTokens: spec.maxOutputTokens,
    fallbacks: spec.fallbacks,
    restrictions: spec.restrictions,
    unrestrictedBecause: spec.unrestrictedBecause,
    dataUse: spec.dataUse,
  };
}

/** What a decision is bound to: it changes with any governed field. */
export function governedSha256(entity: AiModelEntity): string {
  return sha256Of(governedFields(entity));
}

/** The versions of a model's prices, the newest first. */
export function priceVersionsOf(
  modelRef: string,
  prices: readonly AiModelPrice[],
): PriceVersion[] {
  return prices
    .map(price => ({
      id: sha256Of({ model_ref: modelRef, price }),
      effectiveFromMs: Date.parse(price.effectiveFrom),
      price,
    }))
    .sort((a, b) => b.effectiveFromMs - a.effectiveFromMs);
}

/** The price that applies at an instant, of versions with the newest first. */
export function priceInForce(
  versions: readonly PriceVersion[],
  atMs: number,
): PriceVersion | undefined {
  return versions.find(({ effectiveFromMs }) => effectiveFromMs <= atMs);
}

function sha256Of(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
