import { NO_USAGE } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { v7 as uuidv7 } from 'uuid';
import { CostCeiling, DRILL_DIALECT } from '../../governance/ceilings/types';
import { Clock } from '../../kernel/Clock';
import { Ledger } from '../ledger/types';
import { DRILL_KEY_ID } from './DrillStore';

const CLIENTS = 8;
/** Small enough that two thresholds one per cent apart are told apart. */
const STEPS_PER_AMOUNT = 400n;
/** A tenth above the amount, for ceilings that only alert. */
const MOST_TRIES = 440;
/** Once it refuses, a client asks this often again, to see that it goes on refusing. */
const REFUSALS_PER_CLIENT = 3;
const HOLD_MS = 60_000;

/** What the requests of a drill met. */
export interface Seen {
  tried: number;
  admitted: number;
  throttled: number;
  stopped: number;
  firstRefusalMs: number | undefined;
}

/**
 * Asks the ledger for admission from several clients at once, as the gateway
 * does, until it refuses; what is admitted is settled at its hold. No provider
 * is called.
 */
export async function runRequests(options: {
  ledger: Ledger;
  drillId: string;
  sandbox: CostCeiling;
  clock: Clock;
}): Promise<Seen> {
  const { ledger, sandbox } = options;
  const seen: Seen = {
    tried: 0,
    admitted: 0,
    throttled: 0,
    stopped: 0,
    firstRefusalMs: undefined,
  };
  const ask = async (holdPicoUsd: bigint): Promise<boolean> => {
    seen.tried += 1;
    const askedAt = performance.now();
    const admission = admissionOf({ ...options, holdPicoUsd });
    const result = await ledger.admit(admission);
    if (result.admitted) {
      seen.admitted += 1;
      await ledger.settle(
        settlementOf(admission.subject.requestId, holdPicoUsd, options.clock()),
      );
      return true;
    }
    seen.firstRefusalMs ??= performance.now() - askedAt;
    if ('threshold' in result && result.threshold.response === 'stop') {
      seen.stopped += 1;
    } else {
      seen.throttled += 1;
    }
    return false;
  };
  const client = async () => {
    let refusals = 0;
    while (refusals < REFUSALS_PER_CLIENT && seen.tried < MOST_TRIES) {
      refusals += (await ask(sandbox.amountPicoUsd / STEPS_PER_AMOUNT)) ? 0 : 1;
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  if (stops(sandbox) && seen.stopped === 0) {
    // A throttle came first; one request that cannot fit meets the stop.
    await ask(sandbox.amountPicoUsd + 1n);
  }
  return seen;
}

function stops({ thresholds }: CostCeiling): boolean {
  return thresholds.some(({ response }) => response === 'stop');
}

function admissionOf(options: {
  drillId: string;
  holdPicoUsd: bigint;
  clock: Clock;
}) {
  const arrivedAtMs = options.clock();
  return {
    subject: {
      requestId: uuidv7(),
      attempt: 1,
      callId: undefined,
      arrivedAtMs,
      keyId: DRILL_KEY_ID,
      teamRef: '',
      applicationRef: '',
      purpose: DRILL_DIALECT,
      tier: '',
      dialect: DRILL_DIALECT,
      operation: DRILL_DIALECT,
      stream: false,
      requestedModel: '',
      modelRef: '',
      provider: '',
      clientRequestId: options.drillId,
      decision: [],
    },
    priceVersion: undefined,
    holdPicoUsd: options.holdPicoUsd,
    holdExpiresAtMs: arrivedAtMs + HOLD_MS,
  };
}

function settlementOf(
  requestId: string,
  costPicoUsd: bigint,
  settledAtMs: number,
) {
  return {
    requestId,
    outcome: 'completed' as const,
    httpStatus: undefined,
    errorCode: undefined,
    responseModel: undefined,
    providerRequestId: undefined,
    usage: NO_USAGE,
    rawUsage: undefined,
    usageSource: 'none' as const,
    costPicoUsd,
    settledAtMs,
    durationMs: 0,
    timeToFirstByteMs: undefined,
  };
}
