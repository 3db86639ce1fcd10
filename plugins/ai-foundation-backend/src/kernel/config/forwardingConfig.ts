import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { positive } from './positive';

/** How requests are sent to one provider, beyond its dialect. */
export interface ForwardingConfig {
  retries: RetryConfig;
  circuit: CircuitConfig;
  /** Whether an answer that nobody waits for any more is read on, for its usage. */
  onDisconnect: 'drain' | 'cancel';
  /** Sent with every request, in lower case. */
  headers: Readonly<Record<string, string>>;
}

/** When a request is sent to the same provider again. */
export interface RetryConfig {
  /** After the first try. */
  max: number;
  /** Answers of which the provider says that another try may help. */
  statuses: ReadonlySet<number>;
  /** All pauses of one request together; one that is asked to wait longer goes elsewhere. */
  maxWaitMs: number;
}

/** When a provider counts as down. */
export interface CircuitConfig {
  /** Failures one after the other. */
  failures: number;
  /** How long it is then left alone. */
  openMs: number;
}

/** Limits, overload, and errors that a provider's own clients try again after. */
const RETRIED = [429, 500, 503, 529];
const MOST_RETRIES = 5;

/** They frame the message or are the gateway's own. */
const RESERVED_HEADERS: ReadonlySet<string> = new Set([
  'accept-encoding',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Reads what `aiFoundation.providers.<id>` says of forwarding. */
export function readForwarding(id: string, provider: Config): ForwardingConfig {
  const limit = (key: string, fallback: number) =>
    positive(
      `providers.${id}.${key}`,
      provider.getOptionalNumber(key) ?? fallback,
    );
  return {
    retries: {
      max: readMax(id, provider.getOptionalNumber('retries.max') ?? 1),
      statuses: new Set(
        readStatuses(id, provider.getOptional('retries.statuses') ?? RETRIED),
      ),
      maxWaitMs: limit('retries.maxWaitMs', 5_000),
    },
    circuit: {
      failures: limit('circuit.failures', 5),
      openMs: limit('circuit.openMs', 10_000),
    },
    onDisconnect: readOnDisconnect(
      id,
      provider.getOptionalString('onDisconnect') ?? 'drain',
    ),
    headers: readHeaders(id, provider.getOptionalConfig('headers')),
  };
}

function readMax(id: string, max: number): number {
  if (!(Number.isInteger(max) && max >= 0 && max <= MOST_RETRIES)) {
    throw new InputError(
      `aiFoundation.providers.${id}.retries.max must be a whole number from 0 to ${MOST_RETRIES}`,
    );
  }
  return max;
}

function readStatuses(id: string, statuses: unknown): number[] {
  const isFailure = (status: unknown) =>
    Number.isInteger(status) && Number(status) >= 400 && Number(status) < 600;
  if (!Array.isArray(statuses) || !statuses.every(isFailure)) {
    throw new InputError(
      `aiFoundation.providers.${id}.retries.statuses must be a list of HTTP statuses from 400 to 599`,
    );
  }
  return statuses;
}

function readOnDisconnect(
  id: string,
  value: string,
): ForwardingConfig['onDisconnect'] {
  if (value === 'drain' || value === 'cancel') {
    return value;
  }
  throw new InputError(
    `aiFoundation.providers.${id}.onDisconnect is '${value}', and can be drain or cancel`,
  );
}

function readHeaders(
  id: string,
  headers: Config | undefined,
): Record<string, string> {
  return Object.fromEntries(
    (headers?.keys() ?? []).map(name => {
      const header = name.toLocaleLowerCase('en-US');
      if (!/^[a-z0-9-]+$/.test(header) || RESERVED_HEADERS.has(header)) {
        throw new InputError(
          `aiFoundation.providers.${id}.headers cannot set '${name}'`,
        );
      }
      return [header, headers!.getString(name)];
    }),
  );
}
