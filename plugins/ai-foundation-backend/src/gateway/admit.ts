import {
  exactUsd,
  formatUsd,
  worstCaseCost,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  GatewayError,
  ModelRequest,
  Operation,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { CeilingReached, Ledger, LedgerSubject } from './ledger/types';
import { Throttle } from '../governance/ceilings/thresholds';
import { PriceVersion } from '../governance/models/governedFields';
import { PolicyModel } from './policy/PolicySnapshot';

/** How long a hold outlives the longest request. */
const HOLD_MARGIN_MS = 60_000;

/**
 * Reserves the most that a request can cost and inserts its row, durably.
 *
 * @throws GatewayError 402 where a ceiling is in the way, 429 where it slows
 *   requests down.
 */
export async function admit(
  ledger: Ledger,
  options: {
    subject: LedgerSubject;
    operation: Operation;
    request: ModelRequest;
    model: PolicyModel;
    price: PriceVersion;
    requestTimeoutMs: number;
  },
): Promise<void> {
  const { subject, operation, request, model, price } = options;
  const holdPicoUsd = operation.billable
    ? worstCaseCost(
        inputBound(request, model),
        outputBound(request, model),
        price.price,
      )
    : 0n;
  const result = await ledger.admit({
    subject,
    priceVersion: price.id,
    holdPicoUsd,
    holdExpiresAtMs:
      subject.arrivedAtMs + options.requestTimeoutMs + HOLD_MARGIN_MS,
  });
  if (!result.admitted) {
    throw result.threshold.response === 'throttle'
      ? throttled(result.reached, result.threshold, result.waitMs ?? 0)
      : ceilingReached(result.reached, holdPicoUsd);
  }
}

/** No tokenizer makes more tokens than there are bytes; what has no bytes here fills the context at most. */
export function inputBound(request: ModelRequest, model: PolicyModel): number {
  const ofBody = request.unboundedInput
    ? Math.max(model.contextWindow, request.bodyBytes)
    : request.bodyBytes;
  return ofBody + request.extraInputTokens;
}

export function outputBound(request: ModelRequest, model: PolicyModel): number {
  const perChoice = request.maxOutputTokens ?? model.maxOutputTokens;
  return request.choices * perChoice + request.extraOutputTokens;
}

function ceilingReached(
  reached: CeilingReached,
  holdPicoUsd: bigint,
): GatewayError {
  return new GatewayError({
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
  });
}

function throttled(
  reached: CeilingReached,
  { percent, requestsPerMinute }: Throttle,
  waitMs: number,
): GatewayError {
  const retryAfterSeconds = Math.max(Math.ceil(waitMs / 1_000), 1);
  return new GatewayError({
    status: 429,
    code: 'rate_limited',
    message:
      `${whose(reached)} cost ceiling for ${
        reached.windowKey
      } is used to more than ` +
      `${percent} %, so that at most ${requestsPerMinute} requests a minute pass. ` +
      `Try again in ${retryAfterSeconds} s; finance can raise the ceiling in the portal.`,
    retryAfterSeconds,
  });
}

function whose({ scopeKind, scopeRef }: CeilingReached): string {
  return scopeKind === 'organisation'
    ? "The organisation's"
    : `The ${scopeKind}'s (${scopeRef})`;
}
