import {
  exactUsd,
  KeyRequest,
  parseUsd,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { KeyLimits } from '../../kernel/AiFoundationConfig';
import { fullRef } from '../../kernel/fullRef';
import {
  KeyRequestContext,
  namesOf,
  ResolvedKeyRequest,
  STANDARD_DAYS,
} from './KeyRequestContext';

/** Finds what a request names, and fills in what it leaves to policy. */
export function resolveKeyRequest(
  request: KeyRequest,
  { catalog, models, limits }: KeyRequestContext,
): ResolvedKeyRequest {
  const kind = request.kind ?? 'standard';
  const usual = usualFor(kind, limits);
  const ceilingUsd =
    request.ceilingUsd ??
    (usual.ceilingPicoUsd && exactUsd(usual.ceilingPicoUsd));
  return {
    kind,
    ...namesOf(request),
    models: request.models.map(name =>
      models.find(({ ref }) => ref === fullRef(name, 'aimodel')),
    ),
    tier: catalog.tiers.get(request.tier.toLocaleLowerCase('en-US')),
    expiresInDays: request.expiresInDays ?? usual.days,
    ceilingUsd: ceilingUsd || undefined,
    ceilingPicoUsd: amountOf(ceilingUsd || undefined),
  };
}

/** What a key has that asks for nothing else. */
function usualFor(
  kind: ResolvedKeyRequest['kind'],
  limits: KeyLimits,
): { days: number; ceilingPicoUsd: bigint | undefined } {
  if (kind === 'experiment' || kind === 'validation') {
    const { maxDays, maxCeilingPicoUsd } = limits[kind];
    return { days: maxDays, ceilingPicoUsd: maxCeilingPicoUsd };
  }
  return {
    days: Math.min(STANDARD_DAYS, limits.automatic.maxDays, limits.maxDays),
    ceilingPicoUsd: limits.automatic.maxCeilingPicoUsd,
  };
}

function amountOf(usd: string | undefined): bigint | undefined {
  try {
    return usd === undefined ? undefined : parseUsd(usd);
  } catch {
    return undefined;
  }
}
