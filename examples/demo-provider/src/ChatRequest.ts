import { parseBehaviour } from './Behaviour.ts';
import type { Behaviour } from './Behaviour.ts';
import { ProviderError } from './ProviderError.ts';

export interface ChatMessage {
  role: string;
  /** The text of the message, its parts joined; images and sound are left out. */
  text: string;
}

export interface ChatTool {
  name: string;
  parameters: unknown;
}

/** A Chat Completions request, as far as the answer depends on it. */
export interface ChatRequest {
  model: string;
  messages: ChatMessage[];
  choices: number;
  stream: boolean;
  includeUsage: boolean;
  includeObfuscation: boolean;
  /** The most tokens a choice may have. */
  maxTokens: number;
  stop: string[];
  /** The tool that the answer has to call. */
  forcedTool?: { tool: ChatTool; named: boolean };
  /** The schema of the JSON that the answer has to be. */
  jsonSchema?: unknown;
  behaviour: Behaviour;
}

type Json = Record<string, unknown>;

const ROLES = ['developer', 'system', 'user', 'assistant', 'tool', 'function'];

/** Reads the body of `POST /v1/chat/completions`; throws the error a client would get. */
export function parseChatRequest(body: unknown): ChatRequest {
  if (!isObject(body)) {
    throw new ProviderError(400, 'The body cannot be read as a JSON object.');
  }
  const stream = optional(body, 'stream', isBoolean) ?? false;
  const streamOptions = optional(body, 'stream_options', isObject);
  if (streamOptions && !stream) {
    throw ProviderError.invalid(
      'stream_options',
      "'stream_options' may be given only where 'stream' is true.",
    );
  }
  return {
    model: required(body, 'model', isString),
    messages: parseMessages(required(body, 'messages', Array.isArray)),
    choices: optional(body, 'n', isIntegerUpTo(128)) ?? 1,
    stream,
    includeUsage: streamOptions?.include_usage === true,
    includeObfuscation: streamOptions?.include_obfuscation !== false,
    maxTokens:
      optional(body, 'max_completion_tokens', isPositiveInteger) ??
      optional(body, 'max_tokens', isPositiveInteger) ??
      Number.POSITIVE_INFINITY,
    stop: parseStop(body),
    forcedTool: parseForcedTool(body),
    jsonSchema: parseJsonSchema(body),
    behaviour: parseBehaviour(parseDirectives(body)),
  };
}

function parseMessages(messages: unknown[]): ChatMessage[] {
  if (messages.length === 0) {
    throw ProviderError.invalid(
      'messages',
      "'messages' must have at least one message.",
      'empty_array',
    );
  }
  return messages.map((message, index) => {
    const at = `messages[${index}]`;
    if (!isObject(message)) {
      throw ProviderError.invalid(at, `'${at}' must be an object.`);
    }
    const { role } = message;
    if (!isString(role) || !ROLES.includes(role)) {
      throw ProviderError.invalid(
        `${at}.role`,
        `'${at}.role' must be one of ${ROLES.join(', ')}.`,
      );
    }
    return { role, text: textOf(message.content, `${at}.content`) };
  });
}

function textOf(content: unknown, at: string): string {
  if (content === null || content === undefined) {
    return '';
  }
  if (isString(content)) {
    return content;
  }
  if (Array.isArray(content)) {
    return content
      .map(part => (isObject(part) && isString(part.text) ? part.text : ''))
      .join('');
  }
  throw ProviderError.invalid(at, `'${at}' must be a string or an array.`);
}

function parseStop(body: Json): string[] {
  const stop = [optional(body, 'stop', isStringOrStrings) ?? []].flat();
  if (stop.length > 4) {
    throw ProviderError.invalid('stop', "'stop' may have 4 sequences at most.");
  }
  return stop.filter(sequence => sequence !== '');
}

function parseForcedTool(body: Json): ChatRequest['forcedTool'] {
  const tools = (optional(body, 'tools', Array.isArray) ?? [])
    .filter(isObject)
    .map(tool => (isObject(tool.function) ? tool.function : {}))
    .map(({ name, parameters }) => ({ name: String(name), parameters }));
  const choice = body.tool_choice;

  if (choice === 'required' && tools.length > 0) {
    return { tool: tools[0], named: false };
  }
  if (isObject(choice) && isObject(choice.function)) {
    const { name } = choice.function;
    const tool = tools.find(candidate => candidate.name === name);
    if (!tool) {
      throw ProviderError.invalid(
        'tool_choice',
        `'tool_choice' names the function '${name}', which is not in 'tools'.`,
      );
    }
    return { tool, named: true };
  }
  return undefined;
}

function parseJsonSchema(body: Json): unknown {
  const format = optional(body, 'response_format', isObject);
  if (format?.type === 'json_object') {
    return { type: 'object', properties: { answer: { type: 'string' } } };
  }
  return format?.type === 'json_schema' && isObject(format.json_schema)
    ? format.json_schema.schema
    : undefined;
}

function parseDirectives(body: Json): string {
  const metadata = optional(body, 'metadata', isObject);
  return isString(metadata?.demo_behaviour) ? metadata.demo_behaviour : '';
}

type Check<T> = (value: unknown) => value is T;

function required<T>(body: Json, name: string, check: Check<T>): T {
  const value = optional(body, name, check);
  if (value === undefined) {
    throw ProviderError.invalid(
      name,
      `The parameter '${name}' is missing.`,
      'missing_required_parameter',
    );
  }
  return value;
}

function optional<T>(body: Json, name: string, check: Check<T>): T | undefined {
  const value = body[name];
  if (value === undefined || value === null) {
    return undefined;
  }
  if (!check(value)) {
    throw ProviderError.invalid(
      name,
      `The value of '${name}' is not allowed.`,
      'invalid_type',
    );
  }
  return value;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

function isStringOrStrings(value: unknown): value is string | string[] {
  return isString(value) || (Array.isArray(value) && value.every(isString));
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

function isPositiveInteger(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) > 0;
}

function isIntegerUpTo(max: number): Check<number> {
  return (value): value is number => isPositiveInteger(value) && value <= max;
}
