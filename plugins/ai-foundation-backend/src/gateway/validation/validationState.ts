import { ValidationKind } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { RecordedRun } from './types';

const HOUR_MS = 60 * 60_000;

/** How old a pass may be, in hours. */
export const MAX_AGE_HOURS: Readonly<Record<ValidationKind, number>> = {
  probes: 24,
  'end-to-end': 30 * 24,
  'revocation-drill': 30 * 24,
  'log-freshness': 24,
  providers: 48,
};

const HOW: Readonly<Record<ValidationKind, string>> = {
  probes: 'Run the checks.',
  'end-to-end': 'Send a request the whole way with a validation key.',
  'revocation-drill': 'Run the revocation drill.',
  'log-freshness': 'Run the checks.',
  providers: 'Check the providers.',
};

/** Where a kind stands, with the reason and the way forward. */
export function stateOf(
  kind: ValidationKind,
  latest: RecordedRun | undefined,
  now: { atMs: number; configFingerprint: string; isIntact: boolean },
): { state: 'fresh' | 'stale' | 'failed' | 'never'; why: string } {
  const how = HOW[kind];
  if (!latest) {
    return { state: 'never', why: `It has never run. ${how}` };
  }
  if (!now.isIntact) {
    return {
      state: 'failed',
      why: `Its record is not what the audit trail says that it was, so it proves nothing. ${how}`,
    };
  }
  if (latest.result === 'failed') {
    return { state: 'failed', why: latest.summary };
  }
  if (latest.configFingerprint !== now.configFingerprint) {
    return {
      state: 'stale',
      why: `It passed before the version, a provider, an address or a route was changed. ${how}`,
    };
  }
  const maxAgeHours = MAX_AGE_HOURS[kind];
  if (now.atMs - latest.startedAtMs > maxAgeHours * HOUR_MS) {
    return {
      state: 'stale',
      why: `It passed more than ${maxAgeHours} hours ago. ${how}`,
    };
  }
  return { state: 'fresh', why: latest.summary };
}
