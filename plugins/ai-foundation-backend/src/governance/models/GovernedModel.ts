import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  AiModelEntity,
  ModelApproval,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { AiFoundationConfig } from '../../kernel/AiFoundationConfig';
import { CatalogSnapshot } from '../../kernel/CatalogView';
import {
  governedSha256,
  priceInForce,
  PriceVersion,
  priceVersionsOf,
} from './governedFields';
import { ModelDecision } from './types';

/** A model of the catalog with what was decided about it. */
export interface GovernedModel {
  ref: string;
  entity: AiModelEntity;
  /** Of the entity as it is now. */
  governedSha256: string;
  /** The newest. */
  decision: ModelDecision | undefined;
  approval: ModelApproval;
  /** Whether its provider is outside of the organisation. */
  external: boolean;
  /** The id of the dialect that its provider speaks, where that is configured. */
  dialect: string | undefined;
  /** Approved prices, the newest first; none where it is not approved. */
  prices: readonly PriceVersion[];
  /** In words; empty where it routes. */
  notRoutableBecause: readonly string[];
}

/** Where a model stands, of the catalog, the decisions and the configuration. */
export function governModel(
  ref: string,
  entity: AiModelEntity,
  decision: ModelDecision | undefined,
  context: {
    config: AiFoundationConfig;
    tiers: CatalogSnapshot['tiers'];
    nowMs: number;
  },
): GovernedModel {
  const hash = governedSha256(entity);
  const approval = approvalOf(decision, hash);
  const prices =
    approval === 'approved' ? priceVersionsOf(ref, entity.spec.prices) : [];
  const provider = context.config.providers.get(entity.spec.provider);
  return {
    ref,
    entity,
    governedSha256: hash,
    decision,
    approval,
    external: provider?.external ?? true,
    dialect: provider?.dialect,
    prices,
    notRoutableBecause: [
      ...approvalObstacle(approval, decision),
      ...(provider
        ? []
        : [`Its provider '${entity.spec.provider}' is not configured.`]),
      ...(context.tiers.has(tierOf(entity))
        ? []
        : [`Its data tier '${entity.spec.tier}' is not in the catalog.`]),
      ...(approval === 'approved' ? priceObstacle(prices, context.nowMs) : []),
    ],
  };
}

/** The name of the highest tier that a model is meant for, as tiers are looked up. */
export function tierOf({ spec }: AiModelEntity): string {
  return spec.tier.toLocaleLowerCase('en-US');
}

/** The full refs of the models that may answer instead of a model, in order. */
export function fallbackRefsOf({ metadata, spec }: AiModelEntity): string[] {
  return (spec.fallbacks ?? []).map(text =>
    stringifyEntityRef(
      parseEntityRef(text, {
        defaultKind: 'aimodel',
        defaultNamespace: metadata.namespace,
      }),
    ),
  );
}

function approvalOf(
  decision: ModelDecision | undefined,
  hash: string,
): ModelApproval {
  if (!decision) {
    return 'proposed';
  }
  return decision.decision === 'approved' && decision.governedSha256 !== hash
    ? 'changed-since-approval'
    : decision.decision;
}

function approvalObstacle(
  approval: ModelApproval,
  decision: ModelDecision | undefined,
): string[] {
  switch (approval) {
    case 'approved':
      return [];
    case 'proposed':
      return ['It is proposed, and nobody has decided about it yet.'];
    case 'changed-since-approval':
      return [
        'It was edited after its approval, and needs a new decision about what it is now.',
      ];
    default:
      return [`It is ${approval}: ${decision?.reason}`];
  }
}

function priceObstacle(
  prices: readonly PriceVersion[],
  nowMs: number,
): string[] {
  return priceInForce(prices, nowMs)
    ? []
    : ['No price is in force yet, and nothing runs without one.'];
}
