import type { Answer } from '../Answer.ts';
import type { Identity } from '../Identity.ts';
import { itemOf, responseOf, startedResponseOf } from './responseOf.ts';

type Json = Record<string, unknown>;

/** The events of a streamed response, in their order. */
export function responseEventsOf(
  identity: Identity,
  answer: Answer,
  usage: Json | undefined,
): Array<Json & { type: string }> {
  const item = itemOf(identity, answer);
  const place = { item_id: item.id, output_index: 0 };
  const deltaType =
    answer.toolName === undefined
      ? 'response.output_text.delta'
      : 'response.function_call_arguments.delta';
  const whole = responseOf(identity, answer, usage);
  return [
    { type: 'response.created', response: startedResponseOf(identity) },
    { type: 'response.output_item.added', output_index: 0, item },
    ...answer.pieces.map(delta => ({
      type: deltaType,
      ...place,
      content_index: 0,
      delta,
    })),
    { type: 'response.output_item.done', output_index: 0, item },
    { type: `response.${whole.status}`, response: whole },
  ].map((event, index) => ({ ...event, sequence_number: index }));
}
