import {
  Dialect,
  GatewayError,
  ListedModel,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { credentialHeader } from '../credentialHeader';
import { chatCompletions } from './chatCompletions';
import { completions } from './completions';
import { embeddings } from './embeddings';
import { responses } from './responses';

/** OpenAI's API, with Azure's paths, and that of the many servers compatible with it. */
export const openAiDialect: Dialect = {
  id: 'openai',
  prefix: '/openai',
  basePath: '/v1',
  operations: [chatCompletions, responses, embeddings, completions],
  modelsPaths: ['/v1/models', '/openai/models'],
  drainsToTheEnd: false,
  authenticate: upstream => credentialHeader(upstream, 'bearer'),
  requestHeaders: [
    'accept',
    'openai-beta',
    'user-agent',
    'x-client-request-id',
  ],
  responseHeaders: [
    'apim-request-id',
    'content-type',
    'openai-processing-ms',
    'openai-version',
    'retry-after',
    'retry-after-ms',
    'x-ratelimit-limit-requests',
    'x-ratelimit-limit-tokens',
    'x-ratelimit-remaining-requests',
    'x-ratelimit-remaining-tokens',
    'x-ratelimit-reset-requests',
    'x-ratelimit-reset-tokens',
    'x-request-id',
    'x-should-retry',
  ],
  defaultHeaders: {},
  requestIdHeader: 'x-request-id',
  modelList: models => ({ object: 'list', data: models.map(toModel) }),
  modelBody: toModel,
  errorBody: toEnvelope,
  errorEvent: error => `data: ${JSON.stringify(toEnvelope(error))}\n\n`,
};

function toModel(model: ListedModel) {
  return {
    id: model.providerModel,
    object: 'model',
    created: 0,
    owned_by: model.provider,
  };
}

function toEnvelope(error: GatewayError) {
  return {
    error: {
      message: error.message,
      type: typeOf(error.status),
      param: error.param ?? null,
      code: error.code,
    },
  };
}

function typeOf(status: number): string {
  switch (status) {
    case 402:
      return 'insufficient_quota';
    case 403:
      return 'permission_error';
    case 429:
      return 'rate_limit_error';
    default:
      return status >= 500 ? 'server_error' : 'invalid_request_error';
  }
}
