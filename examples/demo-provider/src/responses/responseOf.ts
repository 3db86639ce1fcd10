import type { Answer } from '../Answer.ts';
import { hash } from '../Identity.ts';
import type { Identity } from '../Identity.ts';

type Json = Record<string, unknown>;

/** A response with all that it says. */
export function responseOf(
  identity: Identity,
  answer: Answer,
  usage: Json | undefined,
): Json {
  const isCut = answer.finishReason === 'length';
  return {
    ...startedResponseOf(identity),
    status: isCut ? 'incomplete' : 'completed',
    incomplete_details: isCut ? { reason: 'max_output_tokens' } : null,
    output: [itemOf(identity, answer)],
    usage: usage ?? null,
  };
}

/** A response of which nothing is said yet. */
export function startedResponseOf(identity: Identity): Json {
  return {
    id: identity.id.replace('chatcmpl-', 'resp_'),
    object: 'response',
    created_at: identity.created,
    status: 'in_progress',
    error: null,
    incomplete_details: null,
    model: identity.model,
    output: [],
    parallel_tool_calls: true,
    service_tier: 'default',
    usage: null,
  };
}

/** What the response says: a message, or the call of a tool. */
export function itemOf(identity: Identity, answer: Answer): Json {
  const text = answer.pieces.join('');
  const suffix = hash(identity.id).slice(0, 24);
  return answer.toolName === undefined
    ? {
        id: `msg_${suffix}`,
        type: 'message',
        role: 'assistant',
        status: 'completed',
        content: [{ type: 'output_text', text, annotations: [] }],
      }
    : {
        id: `fc_${suffix}`,
        type: 'function_call',
        call_id: `call_${suffix}`,
        name: answer.toolName,
        arguments: text,
        status: 'completed',
      };
}
