import { KeyUseLimits } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  ModelRequest,
  Operation,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { inputBound, outputBound } from '../admit';
import { PolicyModel } from '../policy/PolicySnapshot';
import { tokensOfBytes } from '../tokensOfBytes';
import { RateUse } from './RateWindow';

/**
 * What a request uses of its key's minute, where that has a limit: its input by
 * the bytes of its body, and the most that it may put out, until its settlement
 * tells what it was.
 *
 * @param attempt - from 1; another try of the same request is no other request.
 */
export function rateUse(
  { requestsPerMinute, tokensPerMinute }: KeyUseLimits,
  options: {
    operation: Pick<Operation, 'billable'>;
    request: ModelRequest;
    model: PolicyModel;
    attempt: number;
  },
): RateUse | undefined {
  if (requestsPerMinute === undefined && tokensPerMinute === undefined) {
    return undefined;
  }
  const { operation, request, model, attempt } = options;
  const input = Math.min(
    tokensOfBytes(request.bodyBytes) + request.extraInputTokens,
    inputBound(request, model),
  );
  return {
    requestsPerMinute,
    tokensPerMinute,
    requests: attempt === 1 ? 1 : 0,
    tokens: operation.billable ? input + outputBound(request, model) : 0,
  };
}
