import type { ChatRequest } from './ChatRequest.ts';
import { sampleOfSchema } from './sampleOfSchema.ts';
import { splitTokens } from './tokens.ts';

/** What one choice says, in the pieces in which a stream sends it. */
export interface Answer {
  pieces: string[];
  /** Where the pieces are the arguments of a call and not a text. */
  toolName?: string;
  finishReason: 'stop' | 'length' | 'tool_calls';
}

/** Answers a request, every choice a little differently and always the same. */
export function answerRequest(request: ChatRequest): Answer[] {
  return Array.from({ length: request.choices }, (_, index) =>
    answerChoice(request, index),
  );
}

function answerChoice(request: ChatRequest, index: number): Answer {
  const { forcedTool } = request;
  if (forcedTool) {
    const { tool, named } = forcedTool;
    return {
      pieces: splitTokens(JSON.stringify(sampleOfSchema(tool.parameters))),
      toolName: tool.name,
      // The wire format says so: a function that was named is no finding.
      finishReason: named ? 'stop' : 'tool_calls',
    };
  }
  const text = beforeStop(textOf(request, index), request.stop);
  const pieces = splitTokens(text);
  return pieces.length > request.maxTokens
    ? { pieces: pieces.slice(0, request.maxTokens), finishReason: 'length' }
    : { pieces, finishReason: 'stop' };
}

function textOf(request: ChatRequest, index: number): string {
  if (request.jsonSchema !== undefined) {
    return JSON.stringify(sampleOfSchema(request.jsonSchema));
  }
  const last = request.messages[request.messages.length - 1];
  const count = /\bcount to (\d{1,4})\b/i.exec(last.text);
  if (count) {
    return countTo(Number(count[1]));
  }
  const opening =
    last.role === 'tool'
      ? 'The tool said'
      : ['You asked', 'You said'][index % 2];
  return [
    `${opening}: “${shorten(last.text)}”.`,
    `This is ${request.model}, played by the demo provider on your own machine.`,
    'It knows nothing about the world, but its tokens, its stream and its errors are like those of the real one,',
    'so everything that you see in the portal works the same way with a real provider.',
  ].join(' ');
}

function countTo(last: number): string {
  return Array.from({ length: last }, (_, index) => index + 1).join(', ');
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const characters = [...line];
  return characters.length > 80 ? `${characters.slice(0, 79).join('')}…` : line;
}

function beforeStop(text: string, stop: string[]): string {
  const ends = stop
    .map(sequence => text.indexOf(sequence))
    .filter(end => end >= 0);
  return text.slice(0, Math.min(text.length, ...ends));
}
