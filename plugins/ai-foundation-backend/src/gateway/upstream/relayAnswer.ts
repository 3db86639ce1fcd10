import { Dispatcher } from 'undici';
import { ClientWatch } from './ClientWatch';
import { finishResponse } from './finishResponse';
import { Forwarded, Forwarding, nothingSeen, Relayed } from './Forwarded';
import { answerHeaders } from './headers';
import { notUnderstood, unexplained } from './providerErrors';
import { tellFailure, tellInterruption } from './tellFailure';

/** A plain answer is held whole until it is known to be whole. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** Passes an answer that is no stream. */
export async function relayAnswer(
  forwarding: Forwarding,
  answer: Dispatcher.ResponseData,
): Promise<Relayed> {
  const { call, operation, watch } = forwarding;
  const succeeded = answer.statusCode === 200;
  let body: Buffer;
  try {
    body = await readWhole(answer.body);
  } catch (error) {
    return tellInterruption(forwarding, error);
  }
  if (!isJson(body)) {
    return succeeded
      ? tellFailure(
          forwarding,
          'upstream_error',
          notUnderstood(),
          nothingSeen(),
        )
      : tellFailure(
          forwarding,
          'upstream_error',
          unexplained(answer.statusCode),
        );
  }
  const timeToFirstByteMs = call.elapsedMs();
  if (!watch.clientIsGone) {
    call.response.writeHead(answer.statusCode, {
      ...answerHeaders(call, answer),
      'cache-control': 'no-store, no-transform',
      'content-length': body.length,
    });
    await finishResponse(call.response, body);
  }
  return {
    outcome: outcomeOf(watch, succeeded),
    httpStatus: watch.clientIsGone ? undefined : answer.statusCode,
    errorCode: succeeded ? undefined : `provider_status_${answer.statusCode}`,
    report: succeeded ? operation.readAnswer(body) : undefined,
    whole: true,
    timeToFirstByteMs,
  };
}

async function readWhole(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) {
      throw new RangeError('The answer has no end');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

function outcomeOf(
  watch: ClientWatch,
  succeeded: boolean,
): Forwarded['outcome'] {
  if (watch.clientIsGone) {
    return 'client_aborted';
  }
  return succeeded ? 'completed' : 'upstream_error';
}

function isJson(body: Buffer): boolean {
  try {
    JSON.parse(body.toString('utf8'));
    return true;
  } catch {
    return false;
  }
}
