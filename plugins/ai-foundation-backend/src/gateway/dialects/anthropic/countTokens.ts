import { NO_USAGE } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Operation } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { parseObject } from '../json';
import { readMessagesRequest } from './messagesRequest';
import { MessagesStreamReader } from './MessagesStreamReader';

/** `POST /v1/messages/count_tokens`, which costs nothing. */
export const countTokens: Operation = {
  name: 'messages.count_tokens',
  paths: ['/v1/messages/count_tokens'],
  modelType: 'chat',
  billable: false,
  upstreamPath: () => '/messages/count_tokens',
  read: (body, bodyBytes, target) => ({
    ...readMessagesRequest(body, bodyBytes, target),
    stream: false,
    unpriced: undefined,
  }),
  upstreamBody: (request, model) => ({
    ...request.body,
    model: model.providerModel,
  }),
  readStream: () => new MessagesStreamReader(),
  readAnswer: body => ({
    usage: NO_USAGE,
    rawUsage: parseObject(body.toString('utf8')),
    responseModel: undefined,
    outputBytes: 0,
  }),
};
