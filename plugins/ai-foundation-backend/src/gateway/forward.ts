import { BrokenCircuitError } from 'cockatiel';
import { Dispatcher } from 'undici';
import { cleanText } from './cleanText';
import { failure, goneBefore, interruption } from './upstream/failure';
import { Forwarded, Forwarding, Relayed } from './upstream/Forwarded';
import { headerOf, pick } from './upstream/headers';
import {
  neverArrived,
  unavailable,
  unreachable,
} from './upstream/providerErrors';
import { relayAnswer } from './upstream/relayAnswer';
import { relayStream } from './upstream/relayStream';

/**
 * Sends an admitted attempt to its provider and the answer to the client, with
 * backpressure, and says how it went. Never rejects: a failure of the provider is
 * an outcome, and is left untold where another attempt may help.
 */
export async function forward(forwarding: Forwarding): Promise<Forwarded> {
  const { watch, call } = forwarding;
  if (watch.clientIsGone) {
    return { ...goneBefore(), providerRequestId: undefined };
  }
  let answer: Dispatcher.ResponseData;
  try {
    answer = await send(forwarding);
  } catch (error) {
    return { ...silence(forwarding, error), providerRequestId: undefined };
  }
  const providerRequestId = headerOf(answer, call.dialect.requestIdHeader);
  return {
    ...(await relay(forwarding, answer)),
    providerRequestId: providerRequestId && cleanText(providerRequestId),
  };
}

/** Where to, and with which credential, is the configuration's word alone. */
async function send({
  call,
  operation,
  request,
  model,
  link,
  upstream,
  watch,
}: Forwarding): Promise<Dispatcher.ResponseData> {
  const { dialect } = call;
  const { baseUrl, headers } = link.provider;
  return link.request({
    method: 'POST',
    path:
      baseUrl.pathname.replace(/\/$/, '') +
      operation.upstreamPath(model, upstream),
    headers: {
      ...dialect.defaultHeaders,
      ...pick(call.message.headers, dialect.requestHeaders),
      'accept-encoding': 'identity',
      'content-type': 'application/json',
      ...dialect.authenticate(upstream),
      ...headers,
    },
    body: JSON.stringify(operation.upstreamBody(request, model, upstream)),
    signal: watch.signal,
  });
}

function relay(
  forwarding: Forwarding,
  answer: Dispatcher.ResponseData,
): Promise<Relayed> {
  const isStream = headerOf(answer, 'content-type')?.startsWith(
    'text/event-stream',
  );
  return answer.statusCode === 200 && isStream && forwarding.request.stream
    ? relayStream(forwarding, answer)
    : relayAnswer(forwarding, answer);
}

/** No answer began: whether a model worked depends on whether the request got there. */
function silence(forwarding: Forwarding, error: unknown): Relayed {
  const { link } = forwarding;
  if (error instanceof BrokenCircuitError) {
    return failure(forwarding, {
      outcome: 'upstream_error',
      error: unavailable(link.provider.id, link.closedForMs),
      remedy: 'elsewhere',
    });
  }
  return neverArrived(error)
    ? failure(forwarding, {
        outcome: 'upstream_error',
        error: unreachable(link.provider.id),
        remedy: 'again',
      })
    : interruption(forwarding, error);
}
