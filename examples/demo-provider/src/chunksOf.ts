import type { Answer } from './Answer.ts';
import type { ChatRequest } from './ChatRequest.ts';
import { hash, toolCallId } from './Identity.ts';
import type { Identity } from './Identity.ts';

type Json = Record<string, unknown>;

/** The chunks of a streamed answer, in their order; the choices take turns. */
export function chunksOf(
  request: ChatRequest,
  identity: Identity,
  answers: Answer[],
  usage: Json | undefined,
): Json[] {
  const deltas = [
    ...answers.map((answer, index) =>
      choice(index, openingOf(identity, answer, index)),
    ),
    ...takeTurns(
      answers.map((answer, index) =>
        answer.pieces.map(piece => choice(index, deltaOf(answer, piece))),
      ),
    ),
    ...answers.map((answer, index) => choice(index, {}, answer.finishReason)),
  ].map(one => ({
    choices: [one],
    ...(request.includeUsage && { usage: null }),
  }));
  const last = request.includeUsage && usage ? [{ choices: [], usage }] : [];

  return [...deltas, ...last].map((content, index) => ({
    id: identity.id,
    object: 'chat.completion.chunk',
    created: identity.created,
    model: identity.model,
    service_tier: 'default',
    system_fingerprint: identity.systemFingerprint,
    ...content,
    ...(request.includeObfuscation && {
      obfuscation: padding(identity, index, content.choices),
    }),
  }));
}

function choice(
  index: number,
  delta: Json,
  finishReason: Answer['finishReason'] | null = null,
) {
  return { index, delta, logprobs: null, finish_reason: finishReason };
}

function openingOf(identity: Identity, answer: Answer, index: number): Json {
  return answer.toolName === undefined
    ? { role: 'assistant', content: '', refusal: null }
    : {
        role: 'assistant',
        content: null,
        tool_calls: [
          {
            index: 0,
            id: toolCallId(identity, index),
            type: 'function',
            function: { name: answer.toolName, arguments: '' },
          },
        ],
        refusal: null,
      };
}

function deltaOf(answer: Answer, piece: string): Json {
  return answer.toolName === undefined
    ? { content: piece }
    : { tool_calls: [{ index: 0, function: { arguments: piece } }] };
}

function takeTurns<T>(lists: T[][]): T[] {
  const longest = Math.max(...lists.map(list => list.length));
  return Array.from({ length: longest }, (_, turn) =>
    lists.flatMap(list => list.slice(turn, turn + 1)),
  ).flat();
}

/** Evens out the sizes of the chunks, so that sizes do not tell the words. */
function padding(identity: Identity, index: number, choices: Json[]): string {
  const size = JSON.stringify(choices).length;
  return hash(`${identity.id}/${index}`).slice(0, 16 - (size % 16));
}
