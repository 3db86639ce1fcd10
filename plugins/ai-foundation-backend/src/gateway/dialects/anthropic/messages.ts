import {
  Operation,
  UsageReport,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { listOf, objectOf, parseObject, textOf } from '../json';
import { readMessagesRequest } from './messagesRequest';
import { MessagesStreamReader } from './MessagesStreamReader';
import { readMessagesUsage } from './messagesUsage';

/** `POST /v1/messages`, plain and streamed. */
export const messages: Operation = {
  name: 'messages',
  paths: ['/v1/messages'],
  modelType: 'chat',
  billable: true,
  upstreamPath: () => '/messages',
  read: readMessagesRequest,
  upstreamBody: (request, model) => ({
    ...request.body,
    model: model.providerModel,
    ...(request.maxOutputTokens === undefined && {
      max_tokens: model.maxOutputTokens,
    }),
  }),
  readStream: () => new MessagesStreamReader(),
  readAnswer,
};

function readAnswer(body: Buffer): UsageReport {
  const answer = parseObject(body.toString('utf8'));
  return {
    usage: readMessagesUsage(answer.usage),
    rawUsage: answer.usage,
    responseModel: textOf(answer.model),
    outputBytes: listOf(answer.content).reduce<number>(
      (bytes, part) => bytes + bytesOfPart(objectOf(part)),
      0,
    ),
  };
}

function bytesOfPart(part: Record<string, unknown>): number {
  const said = textOf(part.text) ?? textOf(part.thinking);
  return Buffer.byteLength(said ?? JSON.stringify(part.input ?? ''));
}
