import type { ChatMessage, ChatRequest, ChatTool } from '../ChatRequest.ts';
import { parseBehaviour } from '../Behaviour.ts';
import { ProviderError } from '../ProviderError.ts';

type Json = Record<string, unknown>;

/** Reads the body of `POST /v1/messages`; throws the error a client would get. */
export function parseMessagesRequest(body: unknown): ChatRequest {
  if (!isObject(body)) {
    throw invalid('The request body is not valid JSON.');
  }
  const { model, messages, max_tokens: maxTokens, stream } = body;
  if (typeof model !== 'string') {
    throw invalid('model: Field required');
  }
  if (!Array.isArray(messages) || messages.length === 0) {
    throw invalid('messages: at least one message is required');
  }
  if (!Number.isInteger(maxTokens) || Number(maxTokens) < 1) {
    throw invalid('max_tokens: Field required');
  }
  return {
    model,
    messages: [...systemOf(body), ...messages.map(parseMessage)],
    choices: 1,
    stream: stream === true,
    includeUsage: true,
    includeObfuscation: false,
    maxTokens: Number(maxTokens),
    stop: Array.isArray(body.stop_sequences)
      ? body.stop_sequences.map(String)
      : [],
    forcedTool: parseForcedTool(body),
    behaviour: parseBehaviour(directivesOf(body)),
  };
}

function systemOf({ system }: Json): ChatMessage[] {
  return system === undefined ? [] : [{ role: 'system', text: textOf(system) }];
}

function parseMessage(message: unknown, index: number): ChatMessage {
  if (!isObject(message)) {
    throw invalid(`messages.${index}: Input should be an object`);
  }
  const { role, content } = message;
  if (role !== 'user' && role !== 'assistant') {
    throw invalid(
      `messages.${index}.role: Input should be 'user' or 'assistant'`,
    );
  }
  const isToolResult =
    Array.isArray(content) &&
    content.some(part => isObject(part) && part.type === 'tool_result');
  return { role: isToolResult ? 'tool' : role, text: textOf(content) };
}

function textOf(content: unknown): string {
  if (typeof content === 'string') {
    return content;
  }
  return Array.isArray(content)
    ? content
        .map(part =>
          isObject(part) ? textOf(part.text ?? part.content ?? '') : '',
        )
        .join('')
    : '';
}

function parseForcedTool(body: Json): ChatRequest['forcedTool'] {
  const tools: ChatTool[] = (Array.isArray(body.tools) ? body.tools : [])
    .filter(isObject)
    .map(tool => ({ name: String(tool.name), parameters: tool.input_schema }));
  const choice = isObject(body.tool_choice) ? body.tool_choice : {};
  if (choice.type === 'any' && tools.length > 0) {
    return { tool: tools[0], named: false };
  }
  if (choice.type !== 'tool') {
    return undefined;
  }
  const tool = tools.find(({ name }) => name === choice.name);
  if (!tool) {
    throw invalid(
      `tool_choice: Tool '${choice.name}' not found in provided tools`,
    );
  }
  return { tool, named: false };
}

function directivesOf({ metadata }: Json): string {
  return isObject(metadata) && typeof metadata.demo_behaviour === 'string'
    ? metadata.demo_behaviour
    : '';
}

function invalid(message: string): ProviderError {
  return new ProviderError(400, message);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
