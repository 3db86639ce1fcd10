import { parseBehaviour } from '../Behaviour.ts';
import type { ChatMessage, ChatRequest, ChatTool } from '../ChatRequest.ts';
import { ProviderError } from '../ProviderError.ts';

type Json = Record<string, unknown>;

/** Reads the body of `POST /v1/responses`; throws the error a client would get. */
export function parseResponsesRequest(body: unknown): ChatRequest {
  if (!isObject(body)) {
    throw new ProviderError(400, 'The body cannot be read as a JSON object.');
  }
  const { model, input, instructions, max_output_tokens: bound } = body;
  if (typeof model !== 'string') {
    throw ProviderError.invalid(
      'model',
      "The parameter 'model' is missing.",
      'missing_required_parameter',
    );
  }
  return {
    model,
    messages: [
      ...(typeof instructions === 'string'
        ? [{ role: 'system', text: instructions }]
        : []),
      ...messagesOf(input),
    ],
    choices: 1,
    stream: body.stream === true,
    includeUsage: true,
    includeObfuscation: false,
    maxTokens: Number.isInteger(bound)
      ? Number(bound)
      : Number.POSITIVE_INFINITY,
    stop: [],
    forcedTool: forcedToolOf(body),
    behaviour: parseBehaviour(directivesOf(body)),
  };
}

function messagesOf(input: unknown): ChatMessage[] {
  if (typeof input === 'string') {
    return [{ role: 'user', text: input }];
  }
  if (!Array.isArray(input) || input.length === 0) {
    throw ProviderError.invalid('input', "'input' must be a text or a list.");
  }
  return input.filter(isObject).map(item => ({
    role: item.type === 'function_call_output' ? 'tool' : String(item.role),
    text: textOf(item.content ?? item.output),
  }));
}

function textOf(content: unknown): string {
  if (typeof content === 'string') {
    return content;
  }
  return Array.isArray(content)
    ? content
        .map(part =>
          isObject(part) && typeof part.text === 'string' ? part.text : '',
        )
        .join('')
    : '';
}

function forcedToolOf(body: Json): ChatRequest['forcedTool'] {
  const tools: ChatTool[] = (Array.isArray(body.tools) ? body.tools : [])
    .filter(isObject)
    .map(({ name, parameters }) => ({ name: String(name), parameters }));
  return body.tool_choice === 'required' && tools.length > 0
    ? { tool: tools[0], named: false }
    : undefined;
}

function directivesOf({ metadata }: Json): string {
  return isObject(metadata) && typeof metadata.demo_behaviour === 'string'
    ? metadata.demo_behaviour
    : '';
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
