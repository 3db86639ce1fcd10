import { NO_USAGE } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Operation } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { isObject, parseObject } from '../json';
import { fieldsOf } from '../requestFields';
import { generateContent } from './generateContent';
import { clientPaths, modelPath } from './geminiPaths';
import { camelCased } from './protoJson';

/** `POST /v1beta/models/{model}:countTokens`, which costs nothing. */
export const countTokens: Operation = {
  ...generateContent,
  name: 'countTokens',
  paths: clientPaths('countTokens'),
  billable: false,
  upstreamPath: modelPath('countTokens'),
  read: (body, bodyBytes, target) => {
    const { model, ...given } = fieldsOf(body, target);
    return {
      model: model.replace(/^models\//, ''),
      stream: false,
      body: camelCased(given),
      bodyBytes,
      maxOutputTokens: 0,
      choices: 1,
      unboundedInput: false,
      extraInputTokens: 0,
      extraOutputTokens: 0,
      unpriced: undefined,
    };
  },
  // The request that it counts may name its model once more.
  upstreamBody: ({ body }, { providerModel }) =>
    isObject(body.generateContentRequest)
      ? {
          ...body,
          generateContentRequest: {
            ...body.generateContentRequest,
            model: `models/${providerModel}`,
          },
        }
      : { ...body },
  readAnswer: body => ({
    usage: NO_USAGE,
    rawUsage: parseObject(body.toString('utf8')),
    responseModel: undefined,
    outputBytes: 0,
  }),
};
