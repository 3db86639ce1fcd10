import { Dispatcher, errors } from 'undici';
import { ProviderConfig } from '../kernel/AiFoundationConfig';
import { answerError } from './answerError';
import { Call } from './Call';
import { cleanText } from './cleanText';
import { ModelRequest, Operation, UsageReport } from './dialects/Dialect';
import { GatewayError } from './GatewayError';
import { PolicyModel } from './policy/PolicySnapshot';
import { finishResponse } from './upstream/finishResponse';
import { ClientWatch } from './upstream/ClientWatch';
import { SseSplitter } from './upstream/SseSplitter';

/** A plain answer is held whole until it is known to be whole. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** How an admitted request went at its provider. */
export interface Forwarded {
  outcome:
    | 'completed'
    | 'client_aborted'
    | 'upstream_error'
    | 'truncated'
    | 'timeout';
  /** As the client was told; `undefined` where it had gone. */
  httpStatus: number | undefined;
  errorCode: string | undefined;
  providerRequestId: string | undefined;
  /** `undefined` where no model can have worked. */
  report: UsageReport | undefined;
  /** Whether the provider's answer came to its end. */
  whole: boolean;
  timeToFirstByteMs: number | undefined;
}

interface Forwarding {
  call: Call;
  operation: Operation;
  request: ModelRequest;
  model: PolicyModel;
  provider: ProviderConfig;
  pool: Dispatcher;
  watch: ClientWatch;
}

/**
 * Sends an admitted request to its provider and the answer to the client,
 * with backpressure, and tells how it went. Never rejects: a failure of the provider is
 * told to the client in its dialect, and is an outcome.
 */
export async function forward(forwarding: Forwarding): Promise<Forwarded> {
  const { call, watch } = forwarding;
  if (watch.clientIsGone) {
    return failed(forwarding, 'client_aborted', undefined, undefined);
  }
  let answer: Dispatcher.ResponseData;
  try {
    answer = await send(forwarding);
  } catch (error) {
    return afterNoAnswer(forwarding, error);
  }
  const providerRequestId = headerOf(answer, call.dialect.requestIdHeader);
  const result = await relay(forwarding, answer);
  return {
    ...result,
    providerRequestId: providerRequestId && cleanText(providerRequestId),
  };
}

function send(forwarding: Forwarding): Promise<Dispatcher.ResponseData> {
  const { call, operation, request, model, provider, pool, watch } = forwarding;
  const { dialect } = call;
  return pool.request({
    method: 'POST',
    path: provider.baseUrl.pathname.replace(/\/$/, '') + operation.upstreamPath,
    headers: {
      ...pick(call.message.headers, dialect.requestHeaders),
      'accept-encoding': 'identity',
      'content-type': 'application/json',
      ...dialect.authenticate(provider),
    },
    body: JSON.stringify(operation.upstreamBody(request, model)),
    signal: watch.signal,
  });
}

type Relayed = Omit<Forwarded, 'providerRequestId'>;

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
    return failed(
      forwarding,
      'upstream_error',
      unusable(statusCode),
      undefined,
    );
  }
  return relayAnswer(forwarding, answer);
}

async function relayAnswer(
  forwarding: Forwarding,
  answer: Dispatcher.ResponseData,
): Promise<Relayed> {
  const { call, operation, watch } = forwarding;
  const succeeded = answer.statusCode === 200;
  const chunks: Buffer[] = [];
  try {
    let size = 0;
    for await (const chunk of answer.body) {
      size += chunk.length;
      if (size > MAX_ANSWER_BYTES) {
        throw new RangeError('The answer has no end');
      }
      chunks.push(chunk);
    }
  } catch (error) {
    return brokenOff(forwarding, error, nothingSeen());
  }
  const body = Buffer.concat(chunks);
  const report = succeeded ? operation.readAnswer(body) : undefined;
  if (succeeded && !isJson(body)) {
    return failed(forwarding, 'upstream_error', notUnderstood(), nothingSeen());
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
    report,
    whole: true,
    timeToFirstByteMs,
  };
}

async function relayStream(
  forwarding: Forwarding,
  answer: Dispatcher.ResponseData,
): Promise<Relayed> {
  const { call, operation, request, watch } = forwarding;
  const { response, dialect } = call;
  const reader = operation.readStream(request);
  const splitter = new SseSplitter();
  let timeToFirstByteMs: number | undefined;

  const pass = async (event: { raw: Buffer; data: string | undefined }) => {
    const bytes = reader.pass(event);
    if (bytes) {
      timeToFirstByteMs ??= call.elapsedMs();
      await watch.write(bytes);
    }
  };

  if (!watch.clientIsGone) {
    response.writeHead(200, {
      ...answerHeaders(call, answer),
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    response.flushHeaders();
  }
  let failure: unknown;
  try {
    for await (const chunk of answer.body) {
      for (const event of splitter.push(chunk)) {
        await pass(event);
      }
    }
    const rest = splitter.flush();
    if (rest) {
      await pass(rest);
    }
  } catch (error) {
    failure = error;
    answer.body.destroy();
  }
  const ended = reader.ended || reader.errorCode !== undefined;
  if (!ended && !watch.clientIsGone) {
    await watch.write(Buffer.from(dialect.errorEvent(interrupted(failure))));
  }
  const clientIsGone = watch.clientIsGone;
  if (!clientIsGone) {
    await finishResponse(response);
  }
  return {
    outcome: streamOutcome({ clientIsGone, reader, failure }),
    httpStatus:
      clientIsGone && timeToFirstByteMs === undefined ? undefined : 200,
    errorCode:
      reader.errorCode ?? (ended ? undefined : interrupted(failure).code),
    report: reader.report(),
    whole: reader.ended,
    timeToFirstByteMs,
  };
}

function streamOutcome(options: {
  clientIsGone: boolean;
  reader: { ended: boolean; errorCode: string | undefined };
  failure: unknown;
}): Forwarded['outcome'] {
  const { clientIsGone, reader, failure } = options;
  if (clientIsGone) {
    return 'client_aborted';
  }
  if (reader.errorCode !== undefined) {
    return 'upstream_error';
  }
  if (reader.ended) {
    return 'completed';
  }
  return isTimeout(failure) ? 'timeout' : 'truncated';
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

/** No answer began: whether a model worked depends on whether the request got there. */
async function afterNoAnswer(
  forwarding: Forwarding,
  error: unknown,
): Promise<Forwarded> {
  if (neverArrived(error)) {
    return failed(
      forwarding,
      'upstream_error',
      new GatewayError({
        status: 502,
        code: 'provider_unreachable',
        message: `The provider '${forwarding.provider.id}' cannot be reached. Nothing was charged; try again later.`,
      }),
      undefined,
    );
  }
  return brokenOff(forwarding, error, nothingSeen());
}

async function brokenOff(
  forwarding: Forwarding,
  error: unknown,
  report: UsageReport,
): Promise<Forwarded> {
  const outcome = isTimeout(error) ? 'timeout' : 'truncated';
  return failed(forwarding, outcome, interrupted(error), report);
}

/** Tells the client of a failure, unless it has gone. */
async function failed(
  forwarding: Forwarding,
  outcome: Forwarded['outcome'],
  error: GatewayError | undefined,
  report: UsageReport | undefined,
): Promise<Forwarded> {
  const { call, watch } = forwarding;
  const gone = watch.clientIsGone;
  if (error && !gone) {
    await answerError(call, error);
  }
  return {
    outcome: gone ? 'client_aborted' : outcome,
    httpStatus: gone ? undefined : error?.status,
    errorCode: error?.code,
    providerRequestId: undefined,
    report,
    whole: false,
    timeToFirstByteMs: undefined,
  };
}

function interrupted(error: unknown): GatewayError {
  return isTimeout(error)
    ? new GatewayError({
        status: 504,
        code: 'provider_timeout',
        message: 'The provider did not answer in time.',
      })
    : new GatewayError({
        status: 502,
        code: 'provider_interrupted',
        message: "The provider's answer broke off before its end.",
      });
}

function unusable(statusCode: number): GatewayError {
  return new GatewayError({
    status: 502,
    code: 'provider_refused',
    message:
      statusCode < 400
        ? `The provider answered with status ${statusCode}, which the gateway does not follow.`
        : 'The provider refused the credential of the gateway. This is not about your key; tell the platform team.',
  });
}

function notUnderstood(): GatewayError {
  return new GatewayError({
    status: 502,
    code: 'provider_garbage',
    message: "The provider's answer is no JSON.",
  });
}

function nothingSeen(): UsageReport {
  return {
    usage: undefined,
    rawUsage: undefined,
    responseModel: undefined,
    outputBytes: 0,
  };
}

function neverArrived(error: unknown): boolean {
  const code = (error as { code?: string } | undefined)?.code ?? '';
  return [
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'UND_ERR_CONNECT_TIMEOUT',
  ].includes(code);
}

function isTimeout(error: unknown): boolean {
  return (
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError ||
    (error as { name?: string } | undefined)?.name === 'AbortError'
  );
}

function isJson(body: Buffer): boolean {
  try {
    JSON.parse(body.toString('utf8'));
    return true;
  } catch {
    return false;
  }
}

function headerOf(
  answer: Dispatcher.ResponseData,
  name: string,
): string | undefined {
  const value = answer.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function answerHeaders(call: Call, answer: Dispatcher.ResponseData) {
  return {
    ...pick(answer.headers, call.dialect.responseHeaders),
    'x-ai-foundation-request-id': call.id,
  };
}

function pick(
  headers: Record<string, string | string[] | undefined>,
  names: readonly string[],
): Record<string, string | string[]> {
  return Object.fromEntries(
    names.flatMap(name => {
      const value = headers[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
