import { parseBehaviour } from '../Behaviour.ts';
import type { ChatMessage, ChatRequest, ChatTool } from '../ChatRequest.ts';
import { ProviderError } from '../ProviderError.ts';

type Json = Record<string, unknown>;

/** A request for content, as far as the answer depends on it. */
export interface GenerateRequest extends ChatRequest {
  /** Tokens that it may think at most; it thinks unless this is zero. */
  thinkingBudget: number | undefined;
}

/** Reads the body of `generateContent`; throws the error a client would get. */
export function parseGenerateRequest(
  body: unknown,
  model: string,
  stream: boolean,
): GenerateRequest {
  if (!isObject(body) || !Array.isArray(body.contents)) {
    throw new ProviderError(
      400,
      '* GenerateContentRequest.contents: contents is not specified',
    );
  }
  const config = objectOf(body.generationConfig);
  const { thinkingBudget } = objectOf(config.thinkingConfig);
  return {
    model,
    messages: [
      ...(body.systemInstruction === undefined
        ? []
        : [parseContent(body.systemInstruction, 'system')]),
      ...body.contents.map(content => parseContent(content, 'user')),
    ],
    choices: Number(config.candidateCount ?? 1),
    stream,
    includeUsage: true,
    includeObfuscation: false,
    maxTokens: Number(config.maxOutputTokens ?? Number.POSITIVE_INFINITY),
    stop: Array.isArray(config.stopSequences)
      ? config.stopSequences.map(String)
      : [],
    forcedTool: parseForcedTool(body),
    jsonSchema: config.responseSchema ?? config.responseJsonSchema,
    behaviour: parseBehaviour(
      String(objectOf(body.labels).demo_behaviour ?? ''),
    ),
    thinkingBudget:
      typeof thinkingBudget === 'number' ? thinkingBudget : undefined,
  };
}

function parseContent(content: unknown, otherwise: string): ChatMessage {
  const { role, parts } = objectOf(content);
  const all = [parts ?? []].flat().map(objectOf);
  const isAnswer = all.some(part => part.functionResponse !== undefined);
  return {
    role: isAnswer ? 'tool' : String(role ?? otherwise),
    text: all
      .map(({ text, functionResponse }) =>
        typeof text === 'string'
          ? text
          : JSON.stringify(functionResponse ?? ''),
      )
      .join(''),
  };
}

function parseForcedTool({
  tools,
  toolConfig,
}: Json): ChatRequest['forcedTool'] {
  const { mode } = objectOf(objectOf(toolConfig).functionCallingConfig);
  const declared: ChatTool[] = (Array.isArray(tools) ? tools : [])
    .map(objectOf)
    .flatMap(tool => tool.functionDeclarations ?? [])
    .map(objectOf)
    .map(({ name, parameters, parametersJsonSchema }) => ({
      name: String(name),
      parameters: parametersJsonSchema ?? lowerCaseTypes(parameters),
    }));
  return mode === 'ANY' && declared.length > 0
    ? { tool: declared[0], named: true }
    : undefined;
}

/** Gemini's schemas write their types in capitals. */
function lowerCaseTypes(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema ?? {}), (key, value) =>
    key === 'type' && typeof value === 'string' ? value.toLowerCase() : value,
  );
}

function objectOf(value: unknown): Json {
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
