import type { Answer } from './Answer.ts';
import { toolCallId } from './Identity.ts';
import type { Identity } from './Identity.ts';

/** The body of an answer that is not a stream. */
export function completionOf(
  identity: Identity,
  answers: Answer[],
  usage: Record<string, unknown> | undefined,
): Record<string, unknown> {
  return {
    id: identity.id,
    object: 'chat.completion',
    created: identity.created,
    model: identity.model,
    choices: answers.map((answer, index) => ({
      index,
      message: messageOf(identity, answer, index),
      logprobs: null,
      finish_reason: answer.finishReason,
    })),
    ...(usage && { usage }),
    service_tier: 'default',
    system_fingerprint: identity.systemFingerprint,
  };
}

function messageOf(identity: Identity, answer: Answer, index: number) {
  const text = answer.pieces.join('');
  if (answer.toolName === undefined) {
    return { role: 'assistant', content: text, refusal: null, annotations: [] };
  }
  return {
    role: 'assistant',
    content: null,
    tool_calls: [
      {
        id: toolCallId(identity, index),
        type: 'function',
        function: { name: answer.toolName, arguments: text },
      },
    ],
    refusal: null,
    annotations: [],
  };
}
