import type { Answer } from '../Answer.ts';
import type { Identity } from '../Identity.ts';
import { openingOf, stopReasonOf, toolUseOf } from './messageOf.ts';

type Json = Record<string, unknown>;

/** The events of a streamed answer, in their order. */
export function messageEventsOf(
  identity: Identity,
  answer: Answer,
  usage: Json | undefined,
): Array<Json & { type: string }> {
  return [
    {
      type: 'message_start',
      message: {
        ...openingOf(identity),
        // The output is a guess until its last event says better.
        ...(usage && { usage: { ...usage, output_tokens: 1 } }),
      },
    },
    {
      type: 'content_block_start',
      index: 0,
      content_block:
        answer.toolName === undefined
          ? { type: 'text', text: '' }
          : toolUseOf(identity, answer.toolName, {}),
    },
    { type: 'ping' },
    ...answer.pieces.map(piece => ({
      type: 'content_block_delta',
      index: 0,
      delta:
        answer.toolName === undefined
          ? { type: 'text_delta', text: piece }
          : { type: 'input_json_delta', partial_json: piece },
    })),
    { type: 'content_block_stop', index: 0 },
    {
      type: 'message_delta',
      delta: { stop_reason: stopReasonOf(answer), stop_sequence: null },
      ...(usage && { usage }),
    },
    { type: 'message_stop' },
  ];
}
