import { Dispatcher } from 'undici';
import { collect } from '../collect';
import { failure, interruption } from './failure';
import { finishResponse } from './finishResponse';
import { Forwarding, nothingSeen, Relayed, Untold } from './Forwarded';
import { answerHeaders } from './headers';
import { notUnderstood, unexplained, unusable } from './providerErrors';
import { remedyFor, waitAskedFor } from './remedyFor';

/** A plain answer is held whole until it is known to be whole. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** Passes an answer that is no stream. */
export async function relayAnswer(
  forwarding: Forwarding,
  answer: Dispatcher.ResponseData,
): Promise<Relayed> {
  let body: Buffer;
  try {
    body = await collect(answer.body, MAX_ANSWER_BYTES);
  } catch (error) {
    answer.body.on('error', () => undefined).destroy();
    return interruption(forwarding, error);
  }
  const json = parse(body);
  if (!isSuccess(answer)) {
    return refusalOf(forwarding, answer, { body, json });
  }
  if (json === undefined) {
    return failure(forwarding, {
      outcome: 'upstream_error',
      error: notUnderstood(),
      report: nothingSeen(),
    });
  }
  const { operation, watch } = forwarding;
  const timeToFirstByteMs = forwarding.elapsedMs();
  forwarding.call.answerCopy?.push(body);
  await pass(forwarding, answer, body);
  const gone = watch.clientIsGone;
  return {
    outcome: gone ? 'client_aborted' : 'completed',
    httpStatus: gone ? undefined : answer.statusCode,
    errorCode: undefined,
    report: operation.readAnswer(body),
    whole: true,
    timeToFirstByteMs,
    untold: undefined,
  };
}

/** Some servers answer 201 to every POST; a model has worked all the same. */
function isSuccess({ statusCode }: Dispatcher.ResponseData): boolean {
  return statusCode >= 200 && statusCode < 300;
}

/** An answer that is an error, which passes as it is where it is about the request. */
function refusalOf(
  forwarding: Forwarding,
  answer: Dispatcher.ResponseData,
  { body, json }: { body: Buffer; json: unknown },
): Relayed {
  const { statusCode } = answer;
  const { watch, link } = forwarding;
  if (isAboutTheGateway(statusCode)) {
    return failure(forwarding, {
      outcome: 'upstream_error',
      error: unusable(statusCode),
      remedy: 'elsewhere',
    });
  }
  const untold: Untold = {
    remedy: asksTooMuch(forwarding, statusCode, body)
      ? 'ask-less'
      : remedyFor(answer, json, link.provider.retries),
    waitMs: waitAskedFor(answer, Date.now()),
    tell: () => pass(forwarding, answer, body),
  };
  if (json === undefined) {
    return failure(forwarding, {
      ...untold,
      outcome: 'upstream_error',
      error: unexplained(statusCode),
    });
  }
  const gone = watch.clientIsGone;
  return {
    outcome: gone ? 'client_aborted' : 'upstream_error',
    httpStatus: gone ? undefined : statusCode,
    errorCode: `provider_status_${statusCode}`,
    report: undefined,
    whole: true,
    timeToFirstByteMs: forwarding.elapsedMs(),
    untold,
  };
}

/** Its credential was refused, or it was sent somewhere else. */
function isAboutTheGateway(statusCode: number): boolean {
  return statusCode === 401 || statusCode === 403 || statusCode < 400;
}

/** Whether the provider refused what the gateway itself had asked for: the usage of a stream. */
function asksTooMuch(
  { operation, request, upstream }: Forwarding,
  statusCode: number,
  body: Buffer,
): boolean {
  return Boolean(
    request.stream &&
      upstream.streamUsage &&
      operation.refusesStreamUsage?.(statusCode, body),
  );
}

async function pass(
  { call, watch, model }: Forwarding,
  answer: Dispatcher.ResponseData,
  body: Buffer,
): Promise<void> {
  if (!watch.clientIsGone) {
    call.response.writeHead(answer.statusCode, {
      ...answerHeaders({ call, model }, answer),
      'cache-control': 'no-store, no-transform',
      'content-length': body.length,
    });
    await finishResponse(call.response, body);
  }
}

/** `undefined` where it is no JSON. */
function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
