import type { Answer } from '../Answer.ts';
import { hash } from '../Identity.ts';
import type { Identity } from '../Identity.ts';

/** The body of an answer that is not a stream. */
export function messageOf(
  identity: Identity,
  answer: Answer,
  usage: Record<string, unknown> | undefined,
): Record<string, unknown> {
  return {
    ...openingOf(identity),
    content: [blockOf(identity, answer)],
    stop_reason: stopReasonOf(answer),
    ...(usage && { usage }),
  };
}

/** A message of which nothing is said yet. */
export function openingOf(identity: Identity): Record<string, unknown> {
  return {
    id: identity.id.replace('chatcmpl-', 'msg_'),
    type: 'message',
    role: 'assistant',
    model: identity.model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
  };
}

export function toolUseOf(identity: Identity, name: string, input: unknown) {
  return {
    type: 'tool_use',
    id: `toolu_${hash(identity.id).slice(0, 24)}`,
    name,
    input,
  };
}

export function stopReasonOf({ finishReason }: Answer): string {
  switch (finishReason) {
    case 'length':
      return 'max_tokens';
    case 'tool_calls':
      return 'tool_use';
    default:
      return 'end_turn';
  }
}

function blockOf(identity: Identity, answer: Answer) {
  const text = answer.pieces.join('');
  return answer.toolName === undefined
    ? { type: 'text', text }
    : toolUseOf(identity, answer.toolName, JSON.parse(text));
}
