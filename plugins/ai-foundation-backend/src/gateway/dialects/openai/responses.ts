import { Operation } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { parseObject, textOf } from '../json';
import { versioned } from './openAiPaths';
import { readResponsesRequest } from './responsesRequest';
import { ResponsesStreamReader } from './ResponsesStreamReader';
import { readResponsesUsage } from './responsesUsage';

/** `POST /v1/responses`, plain and streamed. */
export const responses: Operation = {
  name: 'responses',
  // Azure's clients name the model in the body here.
  paths: ['/v1/responses', '/openai/responses'],
  modelType: 'chat',
  billable: true,
  upstreamPath: (_, upstream) => versioned('/responses', upstream),
  read: readResponsesRequest,
  upstreamBody: (request, model) => ({
    ...request.body,
    model: model.providerModel,
    ...(request.maxOutputTokens === undefined && {
      max_output_tokens: model.maxOutputTokens,
    }),
  }),
  readStream: () => new ResponsesStreamReader(),
  readAnswer: body => {
    const answer = parseObject(body.toString('utf8'));
    return {
      usage: readResponsesUsage(answer.usage),
      rawUsage: answer.usage,
      responseModel: textOf(answer.model),
      outputBytes: Buffer.byteLength(JSON.stringify(answer.output ?? '')),
    };
  },
};
