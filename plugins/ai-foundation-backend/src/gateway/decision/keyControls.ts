import { footingOf } from '../../governance/aup/AupInForce';
import { creatorGone, ownerGone } from '../keys/whySuspended';
import {
  PolicyKey,
  PolicySnapshot,
  PresentedKey,
} from '../policy/PolicySnapshot';
import { Control, passed, refused } from './Control';

export function keyControl(
  key: PolicyKey & Partial<PresentedKey>,
  nowMs: number,
): Control {
  const secret = key.presentedSecret ?? 'current';
  const inputs = {
    key: key.id,
    expiresAtMs: key.expiresAtMs,
    revokedAtMs: key.revokedAtMs,
    suspendedBecause: key.suspendedBecause,
    secret,
    previousValidUntilMs: key.previous?.validUntilMs,
  };
  if (key.revokedAtMs !== undefined) {
    return refused('key', inputs, {
      status: 401,
      code: 'key_revoked',
      message: `Key ${key.id} was revoked. Get a new one in the portal.`,
    });
  }
  if (key.expiresAtMs <= nowMs) {
    return refused('key', inputs, {
      status: 401,
      code: 'key_expired',
      message: `Key ${key.id} has expired. Get a new one in the portal.`,
    });
  }
  if (secret === 'previous' && (key.previous?.validUntilMs ?? 0) <= nowMs) {
    return refused('key', inputs, {
      status: 401,
      code: 'key_rotated',
      message: `Key ${key.id} has a new secret, and the time for the earlier one is over. Use the new one.`,
    });
  }
  if (key.suspendedBecause !== undefined) {
    return refused('key', inputs, {
      status: 403,
      code: 'key_suspended',
      message: `Key ${key.id} is suspended, because ${key.suspendedBecause}`,
    });
  }
  return passed('key', inputs, 'The key is active.');
}

/** The last word about a key of the gateway's own checks: whatever the others say, it goes no further. */
export function probeControl({ id }: PolicyKey): Control {
  return refused(
    'probe',
    { key: id },
    {
      status: 403,
      code: 'probe_key',
      message: `Key ${id} is one that the gateway tests itself with, and reaches no model.`,
    },
  );
}

export function ownerControl(key: PolicyKey, policy: PolicySnapshot): Control {
  const inputs = { owner: key.ownerRef, team: key.teamRef };
  const gone = ownerGone(key, policy.owners);
  if (gone !== undefined) {
    return refused('owner', inputs, {
      status: 403,
      code: 'key_suspended',
      message: `Key ${key.id} is suspended, because ${gone}.`,
    });
  }
  return passed('owner', inputs, 'The owner is in the catalog.');
}

export function aupControl(
  key: PolicyKey,
  { aup, people }: PolicySnapshot,
  nowMs: number,
): Control {
  const footing = aup && footingOf(aup, key.createdBy, nowMs);
  const inputs = {
    createdBy: key.createdBy,
    version: aup?.version,
    graceUntilMs: aup?.graceUntilMs,
    acknowledged: footing,
  };
  const gone = creatorGone(key, people);
  if (gone !== undefined) {
    return refused('aup', inputs, {
      status: 403,
      code: 'key_suspended',
      message: `Key ${key.id} is suspended, because ${gone}.`,
    });
  }
  if (!footing) {
    return refused('aup', inputs, {
      status: 403,
      code: 'aup_not_acknowledged',
      message: aup
        ? `${key.createdBy}, who answers for key ${key.id}, has to acknowledge version ${aup.version} of the acceptable use policy in the portal, under AI Foundation, Policy. The key works again right after that.`
        : 'No acceptable use policy is published yet.',
    });
  }
  return passed(
    'aup',
    inputs,
    footing === 'current'
      ? `Version ${aup.version} is acknowledged.`
      : `The version before ${aup.version} is acknowledged, which counts for now.`,
  );
}
