import { answerRequest } from './Answer.ts';
import type { Behaviour } from './Behaviour.ts';
import type { ChatRequest } from './ChatRequest.ts';
import { chunksOf } from './chunksOf.ts';
import { completionOf } from './completionOf.ts';
import { identityOf } from './Identity.ts';
import { ProviderError } from './ProviderError.ts';
import type { Latency, Reply } from './Reply.ts';
import { usageOf } from './usageOf.ts';

/** How a request is answered where its behaviour says nothing. */
export type Defaults = Latency & { deterministic: boolean };

/** Where a request that was told to be redirected is sent; nothing is there. */
const REDIRECT_PATH = '/v1/redirected';

const GARBAGE = '<html>this is no completion</html>';

/** Answers a chat request as it asks to be answered, well or badly. */
export async function sendChatCompletion(
  request: ChatRequest,
  reply: Reply,
  defaults: Defaults,
): Promise<void> {
  const { behaviour } = request;
  const latency = { ...defaults, ...behaviour };
  if (behaviour.hang) {
    await reply.hang();
    return;
  }
  if (behaviour.errorStatus) {
    throw scriptedError(behaviour.errorStatus);
  }
  if (behaviour.redirect) {
    reply.redirect(REDIRECT_PATH);
    return;
  }

  const answers = answerRequest(request);
  const usage = usageOf(request, answers);
  const identity = identityOf(request, latency.deterministic);
  if (request.stream) {
    const chunks = chunksOf(request, identity, answers, usage);
    const events = [...chunks.map(chunk => JSON.stringify(chunk)), '[DONE]'];
    await reply.sendEvents(spoil(events, behaviour), behaviour, latency);
  } else {
    const body = completionOf(identity, answers, usage);
    const text = `${JSON.stringify(body, undefined, 2)}\n`;
    await reply.sendCompletion(
      behaviour.garbage ? GARBAGE : text,
      behaviour,
      latency,
    );
  }
}

function spoil(events: string[], behaviour: Behaviour): string[] {
  if (behaviour.garbage) {
    return [GARBAGE];
  }
  const { errorInStreamAfter } = behaviour;
  return errorInStreamAfter === undefined
    ? events
    : [
        ...events.slice(0, errorInStreamAfter),
        JSON.stringify(scriptedError(500).body),
      ];
}

function scriptedError(status: number): ProviderError {
  const message = `The demo provider was asked to answer ${status}.`;
  return status === 429
    ? new ProviderError(status, message, {
        code: 'rate_limit_exceeded',
        headers: { 'retry-after': '1', 'x-ratelimit-remaining-requests': '0' },
      })
    : new ProviderError(status, message);
}
