import {
  ModelRequest,
  Operation,
  RequestTarget,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { JsonObject } from '../json';
import { fieldsOf, flag, invalid, wholeNumber } from '../requestFields';
import { readCompletion } from './chatCompletions';
import { MAX_CHOICES } from './chatRequest';
import { ChatStreamReader } from './ChatStreamReader';
import { clientPaths, deploymentPath } from './openAiPaths';
import {
  refusesStreamUsage,
  streamFields,
  wantsStreamUsage,
} from './streamUsage';
import { unpricedPartOf } from './unpricedPart';

/** What the API gives a request that says nothing. */
const DEFAULT_OUTPUT_TOKENS = 16;

/** `POST /v1/completions`, the elder of the chat: plain and streamed. */
export const completions: Operation = {
  name: 'completions',
  paths: clientPaths('/completions'),
  modelType: 'chat',
  billable: true,
  upstreamPath: deploymentPath('/completions'),
  read: readCompletionRequest,
  upstreamBody: (request, model, upstream) => ({
    ...request.body,
    model: model.providerModel,
    max_tokens: request.maxOutputTokens,
    ...streamFields(request, upstream),
  }),
  refusesStreamUsage,
  readStream: request =>
    new ChatStreamReader({ passUsage: wantsStreamUsage(request) }),
  readAnswer: readCompletion,
};

function readCompletionRequest(
  body: unknown,
  bodyBytes: number,
  target: RequestTarget,
): ModelRequest {
  const fields = fieldsOf(body, target);
  if (typeof fields.prompt !== 'string' && !Array.isArray(fields.prompt)) {
    throw invalid('`prompt` must be a text or a list.', 'prompt');
  }
  return {
    model: fields.model,
    stream: flag(fields, 'stream'),
    body: fields,
    bodyBytes,
    maxOutputTokens: wholeNumber(fields, 'max_tokens') ?? DEFAULT_OUTPUT_TOKENS,
    choices: choicesOf(fields),
    unboundedInput: false,
    extraInputTokens: 0,
    extraOutputTokens: 0,
    unpriced: unpricedPartOf(fields),
  };
}

/** Each prompt is answered by itself, and of `best_of` answers all are billed. */
function choicesOf(fields: JsonObject): number {
  const perPrompt = ['n', 'best_of'].map(
    name => wholeNumber(fields, name, MAX_CHOICES) ?? 1,
  );
  return promptsIn(fields.prompt) * Math.max(...perPrompt);
}

/** A list of numbers is one prompt, in tokens. */
function promptsIn(prompt: unknown): number {
  return Array.isArray(prompt) &&
    !prompt.every(part => typeof part === 'number')
    ? prompt.length
    : 1;
}
