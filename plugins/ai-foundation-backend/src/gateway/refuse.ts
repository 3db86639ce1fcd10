import { answerError } from './answerError';
import { Call } from './Call';
import { ControlRefusal } from './decision/ControlRefusal';
import { GatewayContext } from './GatewayContext';
import { GatewayError } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { LedgerUnavailableError } from './ledger/types';

/** Writes down a refusal where it is known whose it is, then answers it. */
export async function refuse(
  gateway: GatewayContext,
  call: Call,
  error: GatewayError,
): Promise<void> {
  gateway.metrics.refused(error.code);
  if (call.key) {
    try {
      await gateway.ledger.refuse({
        subject: call.subject(
          call.key,
          error instanceof ControlRefusal ? [error.verdict] : [],
        ),
        httpStatus: error.status,
        errorCode: error.code,
        settledAtMs: gateway.clock(),
        durationMs: call.elapsedMs(),
      });
    } catch (ledgerError) {
      gateway.logger.warn(
        `The refusal of request ${call.id} has no row: ${ledgerError}`,
      );
    }
  }
  await answerError(call, error);
}

export function toGatewayError(
  gateway: GatewayContext,
  error: unknown,
): GatewayError {
  if (error instanceof GatewayError) {
    return error;
  }
  if (error instanceof LedgerUnavailableError) {
    return new GatewayError({
      status: 503,
      code: 'ledger_unavailable',
      message:
        'The gateway cannot write its records now, and sends nothing on without them. Try again in a moment.',
      retryAfterSeconds: 1,
    });
  }
  gateway.logger.error('A request failed in the gateway', error as Error);
  return internalError();
}

export function internalError(): GatewayError {
  return new GatewayError({
    status: 500,
    code: 'internal_error',
    message:
      'The gateway failed at this request. Tell the platform team its id.',
  });
}
