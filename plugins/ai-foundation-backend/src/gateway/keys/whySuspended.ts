import { AupInForce, footingOf } from '../../governance/aup/AupInForce';
import { IssuedKey } from './types';

/** What is asked of a key besides its own state. */
export interface KeyFooting {
  /** Refs of teams and applications that exist now, and of the group that runs the gateway. */
  owners: ReadonlySet<string>;
  /** Refs of people who exist now. */
  people: ReadonlySet<string>;
  aup: AupInForce | undefined;
}

type Parties = Pick<IssuedKey, 'ownerRef' | 'teamRef' | 'createdBy'>;

/**
 * Why a key does not work although nobody ended it, in words; `undefined` where
 * it does. But for what a person suspended, it works again by itself once the
 * reason is gone.
 */
export function whySuspended(
  key: Parties & Pick<IssuedKey, 'suspension'>,
  footing: KeyFooting,
  nowMs: number,
): string | undefined {
  if (key.suspension) {
    return suspendedBy(key.suspension);
  }
  return (
    ownerGone(key, footing.owners) ??
    creatorGone(key, footing.people) ??
    policyLapsed(key, footing.aup, nowMs)
  );
}

export function suspendedBy({ by, reason }: { by: string; reason: string }) {
  return `${by} suspended it: ${reason}`;
}

export function ownerGone(
  { ownerRef, teamRef }: Pick<Parties, 'ownerRef' | 'teamRef'>,
  owners: ReadonlySet<string>,
): string | undefined {
  const missing = [ownerRef, teamRef].find(ref => !owners.has(ref));
  return missing && `its owner ${missing} is no longer in the catalog`;
}

export function creatorGone(
  { createdBy }: Pick<Parties, 'createdBy'>,
  people: ReadonlySet<string>,
): string | undefined {
  return people.has(createdBy)
    ? undefined
    : `${createdBy}, who answers for it, is no longer in the catalog`;
}

function policyLapsed(
  { createdBy }: Pick<Parties, 'createdBy'>,
  aup: AupInForce | undefined,
  nowMs: number,
): string | undefined {
  if (!aup) {
    return 'no acceptable use policy is published';
  }
  return footingOf(aup, createdBy, nowMs)
    ? undefined
    : `${createdBy}, who answers for it, has to acknowledge version ${aup.version} of the acceptable use policy`;
}
