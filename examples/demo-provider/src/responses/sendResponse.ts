import { answerRequest } from '../Answer.ts';
import type { ChatRequest } from '../ChatRequest.ts';
import { identityOf } from '../Identity.ts';
import { misbehave } from '../misbehave.ts';
import type { Reply } from '../Reply.ts';
import type { Defaults } from '../sendChatCompletion.ts';
import { splitTokens } from '../tokens.ts';
import { responseEventsOf } from './responseEventsOf.ts';
import { responseOf } from './responseOf.ts';

const ERROR = {
  type: 'error',
  code: 'server_error',
  message: 'The demo provider was asked to fail.',
  param: null,
};

/** Answers a request for a response as it asks to be answered, well or badly. */
export async function sendResponse(
  request: ChatRequest,
  reply: Reply,
  defaults: Defaults,
): Promise<void> {
  const { behaviour } = request;
  if (await misbehave(behaviour, reply)) {
    return;
  }
  const latency = { ...defaults, ...behaviour };
  const [answer] = answerRequest(request);
  const identity = identityOf(request, latency.deterministic);
  const usage = behaviour.noUsage
    ? undefined
    : behaviour.usage ?? usageOf(request, answer.pieces.length);
  if (request.stream) {
    const events = responseEventsOf(identity, answer, usage);
    await reply.sendEvents(
      events.map(blockOf),
      blockOf({ ...ERROR, sequence_number: events.length }),
      behaviour,
      latency,
    );
  } else {
    const body = responseOf(identity, answer, usage);
    await reply.sendCompletion(JSON.stringify(body), behaviour, latency);
  }
}

function usageOf({ messages }: ChatRequest, output: number) {
  const input = messages.reduce(
    (sum, { text }) => sum + splitTokens(text).length,
    0,
  );
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: input + output,
  };
}

function blockOf(event: { type: string; sequence_number?: number }): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
