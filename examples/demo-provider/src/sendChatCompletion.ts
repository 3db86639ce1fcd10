import { answerRequest } from './Answer.ts';
import type { ChatRequest } from './ChatRequest.ts';
import { chunksOf } from './chunksOf.ts';
import { completionOf } from './completionOf.ts';
import { identityOf } from './Identity.ts';
import { misbehave, scriptedError } from './misbehave.ts';
import type { Latency, Reply } from './Reply.ts';
import { usageOf } from './usageOf.ts';

/** How a request is answered where its behaviour says nothing. */
export type Defaults = Latency & { deterministic: boolean };

/** Answers a chat request as it asks to be answered, well or badly. */
export async function sendChatCompletion(
  request: ChatRequest,
  reply: Reply,
  defaults: Defaults,
  /** Chunks that come before those of the answer. */
  opening: object[] = [],
): Promise<void> {
  const { behaviour } = request;
  if (await misbehave(behaviour, reply)) {
    return;
  }
  const latency = { ...defaults, ...behaviour };
  const answers = answerRequest(request);
  const usage = usageOf(request, answers);
  const identity = identityOf(request, latency.deterministic);
  if (request.stream) {
    const chunks = chunksOf(request, identity, answers, usage);
    const events = [
      ...[...opening, ...chunks].map(chunk => JSON.stringify(chunk)),
      '[DONE]',
    ];
    const error = blockOf(JSON.stringify(scriptedError(500).body));
    await reply.sendEvents(events.map(blockOf), error, behaviour, latency);
  } else {
    const body = completionOf(identity, answers, usage);
    const text = `${JSON.stringify(body, undefined, 2)}\n`;
    await reply.sendCompletion(text, behaviour, latency);
  }
}

function blockOf(data: string): string {
  return `data: ${data}\n\n`;
}
