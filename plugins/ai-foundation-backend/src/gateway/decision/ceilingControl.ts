import {
  exactUsd,
  formatUsd,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Throttle } from '../../governance/ceilings/thresholds';
import { AdmissionResult, CeilingReached } from '../ledger/types';
import { Control, passed, Refusal, refused } from './Control';

/** What the ceilings say, by what an admission against them came to. */
export function ceilingControl(
  result: AdmissionResult,
  holdPicoUsd: bigint,
): Control {
  // A rate is asked after every ceiling has passed.
  if (result.admitted || 'rate' in result) {
    return passed(
      'ceiling',
      { holdPicoUsd: String(holdPicoUsd) },
      'Every ceiling that applies has room for the most that it can cost.',
    );
  }
  const { reached, threshold } = result;
  const inputs = {
    holdPicoUsd: String(holdPicoUsd),
    ceiling: reached.ceilingId,
    scope: `${reached.scopeKind} ${reached.scopeRef}`.trim(),
    window: reached.windowKey,
    amountPicoUsd: String(reached.amountPicoUsd),
    spentPicoUsd: String(reached.committedPicoUsd),
    heldPicoUsd: String(reached.heldPicoUsd),
    response: threshold.response,
    percent: threshold.percent,
  };
  return refused(
    'ceiling',
    inputs,
    threshold.response === 'throttle'
      ? slowedDown(reached, threshold, result.waitMs ?? 0)
      : stopped(reached, holdPicoUsd),
  );
}

function stopped(reached: CeilingReached, holdPicoUsd: bigint): Refusal {
  return {
    status: 402,
    code: 'ceiling_reached',
    message:
      `${whose(reached)} cost ceiling for ${
        reached.windowKey
      } is reached: of ${formatUsd(reached.amountPicoUsd)}, ` +
      `${formatUsd(reached.committedPicoUsd)} are spent and ${formatUsd(
        reached.heldPicoUsd,
      )} held for running requests, ` +
      `and this request may cost up to $${exactUsd(
        holdPicoUsd,
      )}. A smaller output bound (\`max_completion_tokens\`) lowers that; ` +
      `finance can raise the ceiling in the portal.`,
  };
}

function slowedDown(
  reached: CeilingReached,
  { percent, requestsPerMinute }: Throttle,
  waitMs: number,
): Refusal {
  const retryAfterSeconds = Math.max(Math.ceil(waitMs / 1_000), 1);
  return {
    status: 429,
    code: 'rate_limited',
    message:
      `${whose(reached)} cost ceiling for ${
        reached.windowKey
      } is used to more than ` +
      `${percent} %, so that at most ${requestsPerMinute} requests a minute pass. ` +
      `Try again in ${retryAfterSeconds} s; finance can raise the ceiling in the portal.`,
    retryAfterSeconds,
  };
}

function whose({ scopeKind, scopeRef }: CeilingReached): string {
  return scopeKind === 'organisation'
    ? "The organisation's"
    : `The ${scopeKind}'s (${scopeRef})`;
}
