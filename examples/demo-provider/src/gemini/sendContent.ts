import { answerRequest } from '../Answer.ts';
import { identityOf } from '../Identity.ts';
import { misbehave, scriptedError } from '../misbehave.ts';
import type { Reply } from '../Reply.ts';
import type { Defaults } from '../sendChatCompletion.ts';
import { contentOf, contentPartsOf } from './contentOf.ts';
import { contentUsageOf } from './contentUsageOf.ts';
import { geminiErrorBody } from './geminiErrorBody.ts';
import type { GenerateRequest } from './parseGenerateRequest.ts';

/** Answers a request for content as it asks to be answered, well or badly. */
export async function sendContent(
  request: GenerateRequest,
  reply: Reply,
  options: { defaults: Defaults; asEvents: boolean },
): Promise<void> {
  const { behaviour } = request;
  if (await misbehave(behaviour, reply)) {
    return;
  }
  const latency = { ...options.defaults, ...behaviour };
  const answers = answerRequest(request);
  const identity = identityOf(request, latency.deterministic);
  const usage = behaviour.noUsage
    ? undefined
    : contentUsageOf(request, answers);
  if (!request.stream) {
    const body = contentOf(identity, answers, usage);
    await reply.sendCompletion(JSON.stringify(body), behaviour, latency);
    return;
  }
  const parts = contentPartsOf(identity, answers, usage);
  if (options.asEvents) {
    const error = blockOf(geminiErrorBody(scriptedError(500)));
    await reply.sendEvents(parts.map(blockOf), error, behaviour, latency);
  } else {
    // What the API does for who does not ask for events.
    await reply.sendCompletion(JSON.stringify(parts), behaviour, latency);
  }
}

function blockOf(part: unknown): string {
  return `data: ${JSON.stringify(part)}\r\n\r\n`;
}
