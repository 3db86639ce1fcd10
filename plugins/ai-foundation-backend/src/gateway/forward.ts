import { Dispatcher } from 'undici';
import { cleanText } from './cleanText';
import { Forwarded, Forwarding, Relayed } from './upstream/Forwarded';
import { headerOf, pick } from './upstream/headers';
import { neverArrived, unreachable, unusable } from './upstream/providerErrors';
import { relayAnswer } from './upstream/relayAnswer';
import { relayStream } from './upstream/relayStream';
import { tellFailure, tellInterruption } from './upstream/tellFailure';

/**
 * Sends an admitted request to its provider and the answer to the client,
 * with backpressure, and tells how it went. Never rejects: a failure of the provider is
 * told to the client in its dialect, and is an outcome.
 */
export async function forward(forwarding: Forwarding): Promise<Forwarded> {
  if (forwarding.watch.clientIsGone) {
    return withoutAnswer(tellFailure(forwarding, 'client_aborted'));
  }
  let answer: Dispatcher.ResponseData;
  try {
    answer = await send(forwarding);
  } catch (error) {
    return withoutAnswer(tellOfSilence(forwarding, error));
  }
  const { requestIdHeader } = forwarding.call.dialect;
  const providerRequestId = headerOf(answer, requestIdHeader);
  return {
    ...(await relay(forwarding, answer)),
    providerRequestId: providerRequestId && cleanText(providerRequestId),
  };
}

function send(forwarding: Forwarding): Promise<Dispatcher.ResponseData> {
  const { call, operation, request, model, provider, pool, watch } = forwarding;
  const { dialect } = call;
  return pool.request({
    method: 'POST',
    path:
      provider.baseUrl.pathname.replace(/\/$/, '') +
      operation.upstreamPath(model, provider),
    headers: {
      ...dialect.defaultHeaders,
      ...pick(call.message.headers, dialect.requestHeaders),
      'accept-encoding': 'identity',
      'content-type': 'application/json',
      ...dialect.authenticate(provider),
    },
    body: JSON.stringify(operation.upstreamBody(request, model, provider)),
    signal: watch.signal,
  });
}

async function relay(
  forwarding: Forwarding,
  answer: Dispatcher.ResponseData,
): Promise<Relayed> {
  const { statusCode } = answer;
  const isStream = headerOf(answer, 'content-type')?.startsWith(
    'text/event-stream',
  );
  if (statusCode === 200 && isStream && forwarding.request.stream) {
    return relayStream(forwarding, answer);
  }
  if (
    statusCode === 401 ||
    statusCode === 403 ||
    (statusCode > 200 && statusCode < 400)
  ) {
    await answer.body.dump().catch(() => undefined);
    return tellFailure(forwarding, 'upstream_error', unusable(statusCode));
  }
  return relayAnswer(forwarding, answer);
}

/** No answer began: whether a model worked depends on whether the request got there. */
function tellOfSilence(
  forwarding: Forwarding,
  error: unknown,
): Promise<Relayed> {
  return neverArrived(error)
    ? tellFailure(
        forwarding,
        'upstream_error',
        unreachable(forwarding.provider.id),
      )
    : tellInterruption(forwarding, error);
}

async function withoutAnswer(telling: Promise<Relayed>): Promise<Forwarded> {
  return { ...(await telling), providerRequestId: undefined };
}
