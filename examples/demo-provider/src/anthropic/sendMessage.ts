import { answerRequest } from '../Answer.ts';
import type { ChatRequest } from '../ChatRequest.ts';
import { identityOf } from '../Identity.ts';
import { misbehave, scriptedError } from '../misbehave.ts';
import type { Reply } from '../Reply.ts';
import type { Defaults } from '../sendChatCompletion.ts';
import { anthropicErrorBody } from './anthropicErrorBody.ts';
import { messageEventsOf } from './messageEventsOf.ts';
import { messageOf } from './messageOf.ts';
import { messageUsageOf } from './messageUsageOf.ts';

/** Answers a request for a message as it asks to be answered, well or badly. */
export async function sendMessage(
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
  const usage = behaviour.noUsage ? undefined : messageUsageOf(request, answer);
  if (request.stream) {
    const events = messageEventsOf(identity, answer, usage).map(blockOf);
    const error = blockOf(anthropicErrorBody(scriptedError(500)));
    await reply.sendEvents(events, error, behaviour, latency);
  } else {
    const body = messageOf(identity, answer, usage);
    await reply.sendCompletion(JSON.stringify(body), behaviour, latency);
  }
}

function blockOf(event: { type: string }): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
