import { ModelRequest, Operation, UsageReport } from '../Dialect';
import { bytesOfDeltas, ChatStreamReader } from './ChatStreamReader';
import { readChatRequest } from './chatRequest';
import { readChatUsage } from './chatUsage';

/** `POST /v1/chat/completions`, plain and streamed. */
export const chatCompletions: Operation = {
  name: 'chat.completions',
  path: '/v1/chat/completions',
  modelType: 'chat',
  upstreamPath: '/chat/completions',
  read: readChatRequest,
  upstreamBody: (request, model) => ({
    ...request.body,
    model: model.providerModel,
    ...(request.maxOutputTokens === undefined && {
      max_completion_tokens: model.maxOutputTokens,
    }),
    ...(request.stream && {
      stream_options: { ...streamOptionsOf(request), include_usage: true },
    }),
  }),
  readStream: request =>
    new ChatStreamReader({
      passUsage: streamOptionsOf(request).include_usage === true,
    }),
  readAnswer,
};

function streamOptionsOf(request: ModelRequest): { include_usage?: unknown } {
  const options = request.body.stream_options;
  return options !== null && typeof options === 'object' ? options : {};
}

function readAnswer(body: Buffer): UsageReport {
  const answer = parse(body);
  return {
    usage: readChatUsage(answer.usage),
    rawUsage: answer.usage,
    responseModel: typeof answer.model === 'string' ? answer.model : undefined,
    outputBytes: bytesOfDeltas(answer.choices),
  };
}

function parse(body: Buffer): {
  usage?: unknown;
  model?: unknown;
  choices?: unknown;
} {
  try {
    return JSON.parse(body.toString('utf8')) ?? {};
  } catch {
    return {};
  }
}
