import {
  Operation,
  UsageReport,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { parseObject, textOf } from '../json';
import { bytesOfChoices, ChatStreamReader } from './ChatStreamReader';
import { readChatRequest } from './chatRequest';
import { readChatUsage } from './chatUsage';
import { clientPaths, deploymentPath } from './openAiPaths';
import {
  refusesStreamUsage,
  streamFields,
  wantsStreamUsage,
} from './streamUsage';

/** `POST /v1/chat/completions`, plain and streamed. */
export const chatCompletions: Operation = {
  name: 'chat.completions',
  paths: clientPaths('/chat/completions'),
  modelType: 'chat',
  billable: true,
  upstreamPath: deploymentPath('/chat/completions'),
  read: readChatRequest,
  upstreamBody: (request, model, upstream) => ({
    ...request.body,
    model: model.providerModel,
    ...(request.maxOutputTokens === undefined && {
      max_completion_tokens: model.maxOutputTokens,
    }),
    ...streamFields(request, upstream),
  }),
  refusesStreamUsage,
  readStream: request =>
    new ChatStreamReader({ passUsage: wantsStreamUsage(request) }),
  readAnswer: readCompletion,
};

/** What a plain answer with choices says of its usage. */
export function readCompletion(body: Buffer): UsageReport {
  const answer = parseObject(body.toString('utf8'));
  return {
    usage: readChatUsage(answer.usage),
    rawUsage: answer.usage,
    responseModel: textOf(answer.model),
    outputBytes: bytesOfChoices(answer.choices),
  };
}
