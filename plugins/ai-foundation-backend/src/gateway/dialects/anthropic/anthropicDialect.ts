import {
  Dialect,
  GatewayError,
  ListedModel,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { credentialHeader } from '../credentialHeader';
import { countTokens } from './countTokens';
import { messages } from './messages';

const RATE_LIMITS = ['requests', 'tokens', 'input-tokens', 'output-tokens'];

/** Anthropic's API. */
export const anthropicDialect: Dialect = {
  id: 'anthropic',
  prefix: '/anthropic',
  basePath: '',
  operations: [messages, countTokens],
  modelsPaths: ['/v1/models'],
  drainsToTheEnd: false,
  authenticate: upstream => credentialHeader(upstream, 'x-api-key'),
  requestHeaders: [
    'accept',
    'anthropic-beta',
    'anthropic-version',
    'user-agent',
    'x-client-request-id',
  ],
  responseHeaders: [
    'content-type',
    'request-id',
    'retry-after',
    'x-should-retry',
    ...RATE_LIMITS.flatMap(what =>
      ['limit', 'remaining', 'reset'].map(
        figure => `anthropic-ratelimit-${what}-${figure}`,
      ),
    ),
  ],
  // A version must be named; this one keeps working beside newer ones.
  defaultHeaders: { 'anthropic-version': '2023-06-01' },
  requestIdHeader: 'request-id',
  modelList: models => ({
    data: models.map(toModel),
    has_more: false,
    first_id: models.at(0)?.providerModel ?? null,
    last_id: models.at(-1)?.providerModel ?? null,
  }),
  modelBody: toModel,
  errorBody: toEnvelope,
  errorEvent: error =>
    `event: error\ndata: ${JSON.stringify(toEnvelope(error))}\n\n`,
};

function toModel(model: ListedModel) {
  return {
    type: 'model',
    id: model.providerModel,
    display_name: model.name,
    created_at: '1970-01-01T00:00:00Z',
  };
}

function toEnvelope(error: GatewayError) {
  return {
    type: 'error',
    error: {
      type: typeOf(error.status),
      message: error.message,
      // Beside what the provider itself says, so that a program can tell rules apart.
      code: error.code,
    },
  };
}

function typeOf(status: number): string {
  switch (status) {
    case 401:
      return 'authentication_error';
    case 402:
      return 'billing_error';
    case 403:
      return 'permission_error';
    case 404:
      return 'not_found_error';
    case 413:
      return 'request_too_large';
    case 429:
      return 'rate_limit_error';
    case 503:
      return 'overloaded_error';
    case 504:
      return 'timeout_error';
    default:
      return status >= 500 ? 'api_error' : 'invalid_request_error';
  }
}
