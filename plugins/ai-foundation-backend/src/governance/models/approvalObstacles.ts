import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  AiModelEntity,
  aiModelViolations,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { AiFoundationConfig } from '../../kernel/AiFoundationConfig';
import { CatalogSnapshot } from '../../kernel/CatalogView';
import { fallbackRefsOf, tierOf } from './GovernedModel';

/**
 * What keeps a model from being approved as it is, a sentence each, starting
 * with the field. The catalog has checked most of it at some time; a decision
 * relies on nothing but what it sees.
 */
export function approvalObstacles(
  entity: AiModelEntity,
  context: { config: AiFoundationConfig; snapshot: CatalogSnapshot },
): string[] {
  const violations = aiModelViolations(entity.spec);
  if (violations.length > 0) {
    return violations.map(({ path, problem }) => `${path} ${problem}`);
  }
  const { config, snapshot } = context;
  const { provider, tier, owner } = entity.spec;
  return [
    ...(config.providers.has(provider)
      ? []
      : [`/spec/provider names '${provider}', which is not configured`]),
    ...(snapshot.tiers.has(tierOf(entity))
      ? []
      : [`/spec/tier names '${tier}', which is not in the catalog`]),
    ...(snapshot.groups.has(ownerRefOf(entity))
      ? []
      : [`/spec/owner names '${owner}', which is no group of the catalog`]),
    ...fallbackRefsOf(entity).flatMap((ref, index) =>
      fallbackObstacle(entity, snapshot.models.get(ref), config).map(
        obstacle =>
          `/spec/fallbacks/${index} names '${ref}', which ${obstacle}`,
      ),
    ),
  ];
}

/** What keeps a model from answering instead of another, whatever their approvals. */
function fallbackObstacle(
  entity: AiModelEntity,
  fallback: AiModelEntity | undefined,
  { providers }: AiFoundationConfig,
): string[] {
  if (!fallback) {
    return ['is not in the catalog'];
  }
  const dialectOf = ({ spec }: AiModelEntity) =>
    providers.get(spec.provider)?.dialect;
  return [
    ...(stringifyEntityRef(fallback) === stringifyEntityRef(entity)
      ? ['is itself']
      : []),
    ...(fallback.spec.type === entity.spec.type
      ? []
      : [`is of type ${fallback.spec.type}`]),
    ...(dialectOf(fallback) === dialectOf(entity)
      ? []
      : ['speaks another dialect']),
  ];
}

/** The full ref of the group that answers for a model. */
export function ownerRefOf({ metadata, spec }: AiModelEntity): string {
  return stringifyEntityRef(
    parseEntityRef(spec.owner, {
      defaultKind: 'group',
      defaultNamespace: metadata.namespace,
    }),
  );
}
