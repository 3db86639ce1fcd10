import {
  KeyUseLimits,
  worstCaseCost,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  GatewayError,
  ModelRequest,
  Operation,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { ceilingControl } from './decision/ceilingControl';
import { enforce } from './decision/ControlRefusal';
import { rateControl } from './decision/rateControl';
import { MAX_PICO_USD } from './ledger/money';
import { Ledger, LedgerSubject } from './ledger/types';
import { rateUse } from './limits/rateUse';
import { tokensOf } from './limits/RateWindow';
import { PriceVersion } from '../governance/models/governedFields';
import { PolicyModel } from './policy/PolicySnapshot';

/** How long a hold outlives the longest request. */
const HOLD_MARGIN_MS = 60_000;

/** What the settlement has to know of an admission. */
export interface Admitted {
  /** What it counts as under its key's limit per minute, where there is one. */
  rateTokens: number | undefined;
}

/**
 * Reserves the most that a request can cost and inserts its row, durably.
 *
 * @throws ControlRefusal 402 where a ceiling is in the way, 429 where it slows
 *   requests down, or the key has used up its minute; GatewayError 400 for more
 *   than one request can ever cost.
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
    /** Of its key. */
    limits: KeyUseLimits;
  },
): Promise<Admitted> {
  const { subject, price } = options;
  const rate = rateUse(options.limits, {
    ...options,
    attempt: subject.attempt,
  });
  const holdPicoUsd = holdOf(options);
  if (holdPicoUsd > MAX_PICO_USD) {
    throw tooMuch();
  }
  const result = await ledger.admit({
    subject,
    priceVersion: price.id,
    holdPicoUsd,
    holdExpiresAtMs:
      subject.arrivedAtMs + options.requestTimeoutMs + HOLD_MARGIN_MS,
    rate,
  });
  enforce(ceilingControl(result, holdPicoUsd));
  enforce(rateControl(result, rate));
  return { rateTokens: rate && tokensOf(rate) };
}

/** The most that a request can cost, pico-dollars. */
export function holdOf(options: {
  operation: Pick<Operation, 'billable'>;
  request: ModelRequest;
  model: PolicyModel;
  price: PriceVersion;
}): bigint {
  const { operation, request, model, price } = options;
  return operation.billable
    ? worstCaseCost(
        inputBound(request, model),
        outputBound(request, model),
        price.price,
      )
    : 0n;
}

function tooMuch(): GatewayError {
  return new GatewayError({
    status: 400,
    code: 'invalid_request',
    message:
      'The request asks for more answers and tokens than any budget holds. Lower its output bound, or the number of answers.',
  });
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
