import type { Answer } from '../Answer.ts';
import type { Identity } from '../Identity.ts';

type Json = Record<string, unknown>;

/** The body of an answer that is not a stream. */
export function contentOf(
  identity: Identity,
  answers: Answer[],
  usage: Json | undefined,
): Json {
  return bodyOf(
    identity,
    answers.map((answer, index) =>
      candidateOf(index, wholeOf(answer), finishReasonOf(answer)),
    ),
    usage,
  );
}

/** The parts of a streamed answer in their order; the last of each candidate ends it. */
export function contentPartsOf(
  identity: Identity,
  answers: Answer[],
  usage: Json | undefined,
): Json[] {
  const parts = answers.flatMap((answer, index) => {
    const pieces = answer.toolName === undefined ? answer.pieces : [''];
    return pieces.map((piece, at) =>
      candidateOf(
        index,
        answer.toolName === undefined ? { text: piece } : wholeOf(answer),
        at === pieces.length - 1 ? finishReasonOf(answer) : undefined,
      ),
    );
  });
  return parts.map((part, at) =>
    bodyOf(
      identity,
      [part],
      at === parts.length - 1 ? usage : usage && soFar(usage, at + 1),
    ),
  );
}

/** Each part tells the usage up to itself; of thoughts and cache the last one tells. */
function soFar({ promptTokenCount }: Json, candidates: number): Json {
  return {
    promptTokenCount,
    candidatesTokenCount: candidates,
    totalTokenCount: Number(promptTokenCount) + candidates,
    promptTokensDetails: [{ modality: 'TEXT', tokenCount: promptTokenCount }],
  };
}

function bodyOf(
  identity: Identity,
  candidates: Json[],
  usageMetadata: Json | undefined,
): Json {
  return {
    candidates,
    ...(usageMetadata && { usageMetadata }),
    modelVersion: identity.model,
    responseId: identity.id.replace('chatcmpl-', ''),
  };
}

function candidateOf(index: number, part: Json, finishReason?: string): Json {
  return {
    content: { parts: [part], role: 'model' },
    ...(finishReason && { finishReason }),
    index,
  };
}

function wholeOf({ toolName, pieces }: Answer): Json {
  const text = pieces.join('');
  return toolName === undefined
    ? { text }
    : { functionCall: { name: toolName, args: JSON.parse(text) } };
}

function finishReasonOf({ finishReason }: Answer): string {
  return finishReason === 'length' ? 'MAX_TOKENS' : 'STOP';
}
