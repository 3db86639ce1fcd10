import { answerError } from '../answerError';
import {
  GatewayError,
  UsageReport,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import {
  Forwarded,
  Forwarding,
  nothingSeen,
  Relayed,
  Untold,
} from './Forwarded';
import { interrupted, isTimeout } from './providerErrors';

/** A failure in the words of the gateway, before a byte went to the client. */
export function failure(
  { call, watch }: Forwarding,
  options: {
    outcome: Forwarded['outcome'];
    error: GatewayError;
    /** What was used; none where no model can have worked. */
    report?: UsageReport;
    remedy?: Untold['remedy'];
    waitMs?: number;
  },
): Relayed {
  const { error } = options;
  const gone = watch.clientIsGone;
  return {
    outcome: gone ? 'client_aborted' : options.outcome,
    httpStatus: gone ? undefined : error.status,
    errorCode: error.code,
    report: options.report,
    whole: false,
    timeToFirstByteMs: undefined,
    untold: {
      remedy: options.remedy ?? 'nothing',
      waitMs: options.waitMs,
      tell: () => answerError(call, error),
    },
  };
}

/** An answer that did not come, or broke off before a byte of it went on: a model may have worked. */
export function interruption(forwarding: Forwarding, error: unknown): Relayed {
  return failure(forwarding, {
    outcome: isTimeout(error) ? 'timeout' : 'truncated',
    error: interrupted(error),
    report: nothingSeen(),
  });
}

/** The client went before anything was sent on. */
export function goneBefore(): Relayed {
  return {
    outcome: 'client_aborted',
    httpStatus: undefined,
    errorCode: undefined,
    report: undefined,
    whole: false,
    timeToFirstByteMs: undefined,
    untold: undefined,
  };
}
