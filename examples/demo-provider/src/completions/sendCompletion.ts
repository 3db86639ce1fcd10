import { answerRequest } from '../Answer.ts';
import type { Answer } from '../Answer.ts';
import type { ChatRequest } from '../ChatRequest.ts';
import { identityOf } from '../Identity.ts';
import type { Identity } from '../Identity.ts';
import { misbehave, scriptedError } from '../misbehave.ts';
import type { Reply } from '../Reply.ts';
import type { Defaults } from '../sendChatCompletion.ts';
import { usageOf } from '../usageOf.ts';

type Json = Record<string, unknown>;

/** Answers a request for a text's completion as it asks to be answered, well or badly. */
export async function sendCompletion(
  request: ChatRequest,
  reply: Reply,
  defaults: Defaults,
): Promise<void> {
  const { behaviour, includeUsage } = request;
  if (await misbehave(behaviour, reply)) {
    return;
  }
  const latency = { ...defaults, ...behaviour };
  const answers = answerRequest(request);
  const usage = usageOf(request, answers);
  const identity = identityOf(request, latency.deterministic);
  if (!request.stream) {
    const body = {
      ...headOf(identity),
      choices: answers.map((answer, index) =>
        choiceOf(index, answer.pieces.join(''), answer.finishReason),
      ),
      ...(usage && { usage }),
    };
    await reply.sendCompletion(JSON.stringify(body), behaviour, latency);
    return;
  }
  const chunks = [
    ...answers.flatMap(piecesOf).map(choice => ({
      choices: [choice],
      ...(includeUsage && { usage: null }),
    })),
    ...(includeUsage && usage ? [{ choices: [], usage }] : []),
  ];
  const events = chunks.map(chunk =>
    JSON.stringify({ ...headOf(identity), ...chunk }),
  );
  await reply.sendEvents(
    [...events, '[DONE]'].map(blockOf),
    blockOf(JSON.stringify(scriptedError(500).body)),
    behaviour,
    latency,
  );
}

function headOf(identity: Identity): Json {
  return {
    id: identity.id.replace('chatcmpl-', 'cmpl-'),
    object: 'text_completion',
    created: identity.created,
    model: identity.model,
  };
}

function piecesOf({ pieces, finishReason }: Answer, index: number): Json[] {
  return [
    ...pieces.map(piece => choiceOf(index, piece, null)),
    choiceOf(index, '', finishReason),
  ];
}

function choiceOf(index: number, text: string, finishReason: string | null) {
  return { text, index, logprobs: null, finish_reason: finishReason };
}

function blockOf(data: string): string {
  return `data: ${data}\n\n`;
}
