import {
  StreamReader,
  UsageReport,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { Dispatcher } from 'undici';
import { finishResponse } from './finishResponse';
import { Forwarded, Forwarding, Relayed } from './Forwarded';
import { answerHeaders } from './headers';
import { interrupted, isTimeout } from './providerErrors';
import { SseSplitter } from './SseSplitter';

/** Passes a stream event by event, at the pace of its client. */
export async function relayStream(
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
      timeToFirstByteMs ??= forwarding.elapsedMs();
      call.answerCopy?.push(bytes);
      await watch.write(bytes);
    }
  };

  if (!watch.clientIsGone) {
    response.writeHead(200, {
      ...answerHeaders(forwarding, answer),
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
    report: reportOf(reader),
    whole: reader.ended,
    timeToFirstByteMs,
    untold: undefined,
  };
}

/** An error before anything else was said is like one that came instead of a stream. */
function reportOf(reader: StreamReader): UsageReport | undefined {
  const report = reader.report();
  const workedNot =
    reader.errorCode !== undefined && !report.usage && report.outputBytes === 0;
  return workedNot ? undefined : report;
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
