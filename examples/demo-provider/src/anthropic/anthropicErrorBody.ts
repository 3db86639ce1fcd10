import type { ProviderError } from '../ProviderError.ts';

const TYPE_BY_STATUS = new Map([
  [400, 'invalid_request_error'],
  [401, 'authentication_error'],
  [402, 'billing_error'],
  [403, 'permission_error'],
  [404, 'not_found_error'],
  [413, 'request_too_large'],
  [429, 'rate_limit_error'],
  [529, 'overloaded_error'],
]);

/** An error in the envelope of Messages. */
export function anthropicErrorBody({ status, message }: ProviderError) {
  return {
    type: 'error',
    error: { type: TYPE_BY_STATUS.get(status) ?? 'api_error', message },
  };
}
