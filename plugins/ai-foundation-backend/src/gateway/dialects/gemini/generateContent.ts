import {
  ModelRequest,
  Operation,
  UpstreamModel,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { objectOf, parseObject } from '../json';
import { neverStreams } from '../neverStreams';
import { invalid } from '../requestFields';
import { AnswerTally } from './AnswerTally';
import { GeminiStreamReader } from './GeminiStreamReader';
import { readGenerateRequest } from './generateRequest';
import { clientPaths, modelPath } from './geminiPaths';

/** `POST /v1beta/models/{model}:generateContent`. */
export const generateContent: Operation = {
  name: 'generateContent',
  paths: clientPaths('generateContent'),
  modelType: 'chat',
  billable: true,
  upstreamPath: modelPath('generateContent'),
  read: readGenerateRequest,
  upstreamBody,
  readStream: neverStreams,
  readAnswer: body => {
    const tally = new AnswerTally();
    tally.add(parseObject(body.toString('utf8')));
    return tally.report();
  },
};

/** `POST /v1beta/models/{model}:streamGenerateContent?alt=sse`. */
export const streamGenerateContent: Operation = {
  ...generateContent,
  name: 'streamGenerateContent',
  paths: clientPaths('streamGenerateContent'),
  upstreamPath: modelPath('streamGenerateContent', '?alt=sse'),
  read: (body, bodyBytes, target) => {
    if (new URLSearchParams(target.query).get('alt') !== 'sse') {
      throw invalid(
        'A stream is served as server-sent events only: add `?alt=sse` to the URL, as the SDKs do.',
        'alt',
      );
    }
    return { ...readGenerateRequest(body, bodyBytes, target), stream: true };
  },
  readStream: () => new GeminiStreamReader(),
};

function upstreamBody(
  { body, maxOutputTokens }: ModelRequest,
  model: UpstreamModel,
): Record<string, unknown> {
  return maxOutputTokens === undefined
    ? {
        ...body,
        generationConfig: {
          ...objectOf(body.generationConfig),
          maxOutputTokens: model.maxOutputTokens,
        },
      }
    : { ...body };
}
