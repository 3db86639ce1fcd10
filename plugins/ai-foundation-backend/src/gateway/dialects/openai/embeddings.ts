import { Operation } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { parseObject, textOf } from '../json';
import { neverStreams } from '../neverStreams';
import { fieldsOf, invalid } from '../requestFields';
import { readChatUsage } from './chatUsage';
import { clientPaths, deploymentPath } from './openAiPaths';
import { unpricedPartOf } from './unpricedPart';

/** `POST /v1/embeddings`. */
export const embeddings: Operation = {
  name: 'embeddings',
  paths: clientPaths('/embeddings'),
  modelType: 'embedding',
  billable: true,
  upstreamPath: deploymentPath('/embeddings'),
  read: (body, bodyBytes, target) => {
    const fields = fieldsOf(body, target);
    if (typeof fields.input !== 'string' && !Array.isArray(fields.input)) {
      throw invalid('`input` must be a text or a list.', 'input');
    }
    return {
      model: fields.model,
      stream: false,
      body: fields,
      bodyBytes,
      maxOutputTokens: 0,
      choices: 1,
      unboundedInput: false,
      extraInputTokens: 0,
      extraOutputTokens: 0,
      unpriced: unpricedPartOf(fields),
    };
  },
  upstreamBody: (request, model) => ({
    ...request.body,
    model: model.providerModel,
  }),
  readStream: neverStreams,
  readAnswer: body => {
    const answer = parseObject(body.toString('utf8'));
    return {
      usage: readChatUsage(answer.usage),
      rawUsage: answer.usage,
      responseModel: textOf(answer.model),
      outputBytes: 0,
    };
  },
};
