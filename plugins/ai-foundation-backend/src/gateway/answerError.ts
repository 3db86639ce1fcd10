import { Call } from './Call';
import { GatewayError } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { finishResponse } from './upstream/finishResponse';

/** Answers an error in the call's dialect. */
export async function answerError(
  call: Call,
  error: GatewayError,
): Promise<void> {
  const { response, dialect } = call;
  if (response.destroyed || response.headersSent) {
    return;
  }
  const body = Buffer.from(JSON.stringify(dialect.errorBody(error)));
  response.writeHead(error.status, {
    'content-type': 'application/json',
    'content-length': body.length,
    'cache-control': 'no-store, no-transform',
    'x-ai-foundation-request-id': call.id,
    ...(error.retryAfterSeconds !== undefined && {
      'retry-after': String(error.retryAfterSeconds),
    }),
    ...(error.status === 413 && { connection: 'close' }),
  });
  await finishResponse(response, body);
}
