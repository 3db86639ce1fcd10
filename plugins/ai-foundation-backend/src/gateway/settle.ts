import {
  NO_USAGE,
  priceUsage,
  TokenUsage,
  UsageSource,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { inputBound, outputBound } from './admit';
import {
  ModelRequest,
  Operation,
  UsageReport,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { Forwarded } from './upstream/Forwarded';
import { Settlement } from './ledger/types';
import { PriceVersion } from '../governance/models/governedFields';
import { PolicyModel } from './policy/PolicySnapshot';
import { tokensOfBytes } from './tokensOfBytes';

/**
 * What a request used and cost: as its provider reported it, or else an
 * estimate from what was seen, marked as such.
 */
export function settle(options: {
  requestId: string;
  operation: Pick<Operation, 'billable'>;
  request: ModelRequest;
  model: PolicyModel;
  price: PriceVersion;
  forwarded: Forwarded;
  settledAtMs: number;
  durationMs: number;
  /** What it was admitted as under its key's limit per minute. */
  rateTokens: number | undefined;
}): Settlement {
  const { forwarded } = options;
  const { usage, usageSource } = usageOf(options);
  return {
    requestId: options.requestId,
    outcome: forwarded.outcome,
    httpStatus: forwarded.httpStatus,
    errorCode: forwarded.errorCode,
    responseModel: forwarded.report?.responseModel,
    providerRequestId: forwarded.providerRequestId,
    usage,
    rawUsage: forwarded.report?.rawUsage,
    usageSource,
    costPicoUsd: priceUsage(usage, options.price.price),
    settledAtMs: options.settledAtMs,
    durationMs: options.durationMs,
    timeToFirstByteMs: forwarded.timeToFirstByteMs,
    rateTokens: options.rateTokens,
  };
}

function usageOf({
  forwarded: { report, whole },
  operation,
  request,
  model,
}: {
  forwarded: Forwarded;
  operation: Pick<Operation, 'billable'>;
  request: ModelRequest;
  model: PolicyModel;
}): { usage: TokenUsage; usageSource: UsageSource } {
  // What is free stays free where its answer does not come.
  if (!report || !(whole || operation.billable)) {
    return { usage: NO_USAGE, usageSource: 'none' };
  }
  const reported = believable(report);
  if (reported && whole) {
    return { usage: reported, usageSource: 'provider' };
  }
  const seenOutput = Math.min(
    tokensOfBytes(report.outputBytes),
    outputBound(request, model),
  );
  if (reported) {
    // Its input is exact from the start, its output only at the end.
    const output = Math.max(reported.output, seenOutput);
    return { usage: { ...reported, output }, usageSource: 'partial' };
  }
  return {
    usage: {
      ...NO_USAGE,
      input: Math.min(
        tokensOfBytes(request.bodyBytes),
        inputBound(request, model),
        model.contextWindow,
      ),
      output: seenOutput,
    },
    usageSource: 'estimated',
  };
}

/** No model answers for nothing: some servers write zeros where they do not count. */
function believable({
  usage,
  outputBytes,
}: UsageReport): TokenUsage | undefined {
  const isZero = usage?.input === 0 && usage.output === 0;
  return isZero && outputBytes > 0 ? undefined : usage;
}
