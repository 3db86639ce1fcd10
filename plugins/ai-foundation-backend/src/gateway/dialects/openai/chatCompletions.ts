import {
  ModelRequest,
  Operation,
  UsageReport,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { objectOf, parseObject, textOf } from '../json';
import { bytesOfDeltas, ChatStreamReader } from './ChatStreamReader';
import { readChatRequest } from './chatRequest';
import { readChatUsage } from './chatUsage';

/** `POST /v1/chat/completions`, plain and streamed. */
export const chatCompletions: Operation = {
  name: 'chat.completions',
  path: '/v1/chat/completions',
  modelType: 'chat',
  billable: true,
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
  return objectOf(request.body.stream_options);
}

function readAnswer(body: Buffer): UsageReport {
  const answer = parseObject(body.toString('utf8'));
  return {
    usage: readChatUsage(answer.usage),
    rawUsage: answer.usage,
    responseModel: textOf(answer.model),
    outputBytes: bytesOfDeltas(answer.choices),
  };
}
