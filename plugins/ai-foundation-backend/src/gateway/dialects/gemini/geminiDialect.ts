import {
  Dialect,
  GatewayError,
  ListedModel,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { credentialHeader } from '../credentialHeader';
import { countTokens } from './countTokens';
import { generateContent, streamGenerateContent } from './generateContent';

/** Google's Gemini API. */
export const geminiDialect: Dialect = {
  id: 'gemini',
  prefix: '/gemini',
  basePath: '',
  operations: [generateContent, streamGenerateContent, countTokens],
  modelsPaths: ['/v1beta/models', '/v1/models'],
  // Who stops reading is charged for the whole answer all the same.
  drainsToTheEnd: true,
  authenticate: upstream => credentialHeader(upstream, 'x-goog-api-key'),
  requestHeaders: [
    'accept',
    'user-agent',
    'x-client-request-id',
    'x-goog-api-client',
  ],
  responseHeaders: [
    'content-type',
    'retry-after',
    'server-timing',
    'x-request-id',
  ],
  defaultHeaders: {},
  requestIdHeader: 'x-request-id',
  modelList: models => ({ models: models.map(toModel) }),
  modelBody: toModel,
  errorBody: toEnvelope,
  errorEvent: error => `data: ${JSON.stringify(toEnvelope(error))}\n\n`,
};

function toModel(model: ListedModel) {
  return {
    name: `models/${model.providerModel}`,
    displayName: model.name,
    inputTokenLimit: model.contextWindow,
    outputTokenLimit: model.maxOutputTokens,
    supportedGenerationMethods: ['generateContent', 'countTokens'],
  };
}

function toEnvelope(error: GatewayError) {
  return {
    error: {
      code: error.status,
      message: error.message,
      status: statusOf(error.status),
      // Beside what the provider itself says, so that a program can tell rules apart.
      details: [
        {
          '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
          reason: error.code,
          domain: 'ai-foundation',
        },
      ],
    },
  };
}

function statusOf(status: number): string {
  switch (status) {
    case 401:
      return 'UNAUTHENTICATED';
    case 403:
      return 'PERMISSION_DENIED';
    case 404:
      return 'NOT_FOUND';
    case 405:
      return 'UNIMPLEMENTED';
    case 402:
    case 429:
      return 'RESOURCE_EXHAUSTED';
    case 502:
    case 503:
      return 'UNAVAILABLE';
    case 504:
      return 'DEADLINE_EXCEEDED';
    default:
      return status >= 500 ? 'INTERNAL' : 'INVALID_ARGUMENT';
  }
}
