import {
  exactUsd,
  formatUsd,
  worstCaseCost,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { GatewayError } from './GatewayError';
import { ModelRequest } from './dialects/Dialect';
import { CeilingReached, Ledger, LedgerSubject } from './ledger/types';
import { PriceVersion } from '../governance/models/governedFields';
import { PolicyModel } from './policy/PolicySnapshot';

/** How long a hold outlives the longest request. */
const HOLD_MARGIN_MS = 60_000;

/**
 * Reserves the most that a request can cost and inserts its row, durably.
 *
 * @throws GatewayError 402 where a ceiling is in the way.
 */
export async function admit(
  ledger: Ledger,
  options: {
    subject: LedgerSubject;
    request: ModelRequest;
    model: PolicyModel;
    price: PriceVersion;
    requestTimeoutMs: number;
  },
): Promise<void> {
  const { subject, request, model, price } = options;
  const holdPicoUsd = worstCaseCost(
    inputBound(request, model),
    outputBound(request, model),
    price.price,
  );
  const result = await ledger.admit({
    subject,
    priceVersion: price.id,
    holdPicoUsd,
    holdExpiresAtMs:
      subject.arrivedAtMs + options.requestTimeoutMs + HOLD_MARGIN_MS,
  });
  if (!result.admitted) {
    throw ceilingReached(result.reached, holdPicoUsd);
  }
}

/** No tokenizer makes more tokens than there are bytes; what has no bytes here fills the context at most. */
export function inputBound(request: ModelRequest, model: PolicyModel): number {
  return request.unboundedInput
    ? Math.max(model.contextWindow, request.bodyBytes)
    : request.bodyBytes;
}

export function outputBound(request: ModelRequest, model: PolicyModel): number {
  const perChoice = request.maxOutputTokens ?? model.maxOutputTokens;
  return request.choices * perChoice + request.extraOutputTokens;
}

function ceilingReached(
  reached: CeilingReached,
  holdPicoUsd: bigint,
): GatewayError {
  const whose =
    reached.scopeKind === 'organisation'
      ? "The organisation's"
      : `The ${reached.scopeKind}'s (${reached.scopeRef})`;
  return new GatewayError({
    status: 402,
    code: 'ceiling_reached',
    message:
      `${whose} cost ceiling for ${
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
