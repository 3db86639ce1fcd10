import { answerError } from '../answerError';
import {
  GatewayError,
  UsageReport,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { Forwarded, Forwarding, nothingSeen, Relayed } from './Forwarded';
import { interrupted, isTimeout } from './providerErrors';

/**
 * Tells the client of a failure, unless it has gone.
 *
 * @param report - what was used; none where no model can have worked.
 */
export async function tellFailure(
  forwarding: Forwarding,
  outcome: Forwarded['outcome'],
  error?: GatewayError,
  report?: UsageReport,
): Promise<Relayed> {
  const { call, watch } = forwarding;
  const gone = watch.clientIsGone;
  if (error && !gone) {
    await answerError(call, error);
  }
  return {
    outcome: gone ? 'client_aborted' : outcome,
    httpStatus: gone ? undefined : error?.status,
    errorCode: error?.code,
    report,
    whole: false,
    timeToFirstByteMs: undefined,
  };
}

/** Tells the client of an answer that broke off before a byte of it went on. */
export function tellInterruption(
  forwarding: Forwarding,
  error: unknown,
): Promise<Relayed> {
  const outcome = isTimeout(error) ? 'timeout' : 'truncated';
  return tellFailure(forwarding, outcome, interrupted(error), nothingSeen());
}
