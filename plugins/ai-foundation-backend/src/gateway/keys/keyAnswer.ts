import {
  Key,
  KeyUseLimits,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { instant, optionalInstant } from '../../kernel/instant';
import { limitsInForce } from './limitsInForce';
import { IssuedKey, Rotation } from './types';
import { KeyFooting, whySuspended } from './whySuspended';

/** A key as the API tells of it. */
export function keyAnswer(
  key: IssuedKey,
  footing: KeyFooting,
  nowMs: number,
  ofEveryKey: KeyUseLimits,
): Key {
  const because = whySuspended(key, footing, nowMs);
  const state = stateOf(key, because, nowMs);
  return {
    id: key.id,
    kind: key.kind,
    ownerRef: key.ownerRef,
    teamRef: key.teamRef,
    applicationRef: key.applicationRef,
    purpose: key.purpose,
    models: [...key.modelRefs],
    tier: key.tier,
    state,
    suspendedBecause: state === 'suspended' ? because : undefined,
    suspendedBy: state === 'suspended' ? key.suspension?.by : undefined,
    createdBy: key.createdBy,
    createdAt: instant(key.createdAtMs),
    expiresAt: instant(key.expiresAtMs),
    revokedAt: optionalInstant(key.revokedAtMs),
    revokedBy: key.revokedBy,
    lastUsedAt: optionalInstant(key.lastUsedAtMs),
    aupVersion: key.aupVersion,
    issuance: key.issuance,
    approvedBy: key.approvedBy,
    requestedAt: instant(key.requestedAtMs),
    ceilingPicoUsd: key.ceilingPicoUsd?.toString(),
    limits: limitsInForce(key.limits, ofEveryKey),
    rotation: rotationOf(key.rotation, nowMs),
  };
}

function stateOf(
  key: IssuedKey,
  suspendedBecause: string | undefined,
  nowMs: number,
): Key['state'] {
  if (key.revokedAtMs !== undefined) {
    return 'revoked';
  }
  if (key.expiresAtMs <= nowMs) {
    return 'expired';
  }
  return suspendedBecause === undefined ? 'active' : 'suspended';
}

/** While its overlap runs. */
function rotationOf(
  rotation: Rotation | undefined,
  nowMs: number,
): Key['rotation'] {
  return rotation && rotation.previousValidUntilMs > nowMs
    ? {
        rotatedAt: instant(rotation.rotatedAtMs),
        rotatedBy: rotation.rotatedBy,
        previousValidUntil: instant(rotation.previousValidUntilMs),
        currentLastUsedAt: optionalInstant(rotation.currentLastUsedAtMs),
        previousLastUsedAt: optionalInstant(rotation.previousLastUsedAtMs),
      }
    : undefined;
}
