import {
  NO_USAGE,
  priceUsage,
  TokenUsage,
  UsageSource,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { inputBound, outputBound } from './admit';
import { ModelRequest } from '@ai-foundation/backstage-plugin-ai-foundation-node';
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
  request: ModelRequest;
  model: PolicyModel;
  price: PriceVersion;
  forwarded: Forwarded;
  settledAtMs: number;
  durationMs: number;
  /** What it was admitted as under its key's limit per minute. */
  rateTokens: number | undefined;
}): Settlement {
  const { forwarded, request, model } = options;
  const { usage, usageSource } = usageOf(forwarded, request, model);
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

function usageOf(
  forwarded: Forwarded,
  request: ModelRequest,
  model: PolicyModel,
): { usage: TokenUsage; usageSource: UsageSource } {
  const { report, whole } = forwarded;
  if (!report) {
    return { usage: NO_USAGE, usageSource: 'none' };
  }
  if (report.usage && whole) {
    return { usage: report.usage, usageSource: 'provider' };
  }
  const seenOutput = Math.min(
    tokensOfBytes(report.outputBytes),
    outputBound(request, model),
  );
  if (report.usage) {
    // Its input is exact from the start, its output only at the end.
    const output = Math.max(report.usage.output, seenOutput);
    return { usage: { ...report.usage, output }, usageSource: 'partial' };
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
