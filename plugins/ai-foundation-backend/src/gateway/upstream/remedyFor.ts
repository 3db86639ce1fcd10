import { Dispatcher } from 'undici';
import { RetryConfig } from '../../kernel/config/forwardingConfig';
import { Untold } from './Forwarded';
import { headerOf } from './headers';

/** Nothing but a payment lifts these limits. */
const EXHAUSTED: ReadonlySet<unknown> = new Set([
  'insufficient_quota',
  'credit_balance_exhausted',
  'organization_spend_limit_exceeded',
  'organization_usage_limit_exceeded',
  'project_spend_limit_exceeded',
]);

/** Not about the request: the provider is limited, overloaded, or too slow. */
const NOT_THE_REQUESTS_FAULT: ReadonlySet<number> = new Set([408, 429]);

/**
 * What may help after an answer that is an error: the provider's word first
 * (`x-should-retry`, as OpenAI and Anthropic send it), then what its status means.
 *
 * @param body - parsed, where it is JSON.
 */
export function remedyFor(
  answer: Pick<Dispatcher.ResponseData, 'statusCode' | 'headers'>,
  body: unknown,
  retries: RetryConfig,
): Untold['remedy'] {
  const { statusCode } = answer;
  const word = headerOf(answer, 'x-should-retry');
  const maybeAgain = word === 'true' || retries.statuses.has(statusCode);
  const isItsOwn = statusCode >= 500 || NOT_THE_REQUESTS_FAULT.has(statusCode);
  if (!maybeAgain && !isItsOwn) {
    return 'nothing';
  }
  return maybeAgain && word !== 'false' && !isExhausted(body)
    ? 'again'
    : 'elsewhere';
}

/** The pause that a provider asks for, milliseconds. */
export function waitAskedFor(
  answer: Pick<Dispatcher.ResponseData, 'headers'>,
  nowMs: number,
): number | undefined {
  const ms = Number(headerOf(answer, 'retry-after-ms') ?? NaN);
  if (ms >= 0) {
    return ms;
  }
  const value = headerOf(answer, 'retry-after') ?? '';
  const seconds = Number(value || NaN);
  if (seconds >= 0) {
    return seconds * 1_000;
  }
  const atMs = Date.parse(value);
  return Number.isNaN(atMs) ? undefined : Math.max(atMs - nowMs, 0);
}

function isExhausted(body: unknown): boolean {
  const { error } = (body ?? {}) as { error?: unknown };
  const { code, type } = (error ?? {}) as { code?: unknown; type?: unknown };
  return EXHAUSTED.has(code) || EXHAUSTED.has(type);
}
