import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { positive } from './positive';

/** A port of the data plane's own, beside the portal's. */
export interface ListenConfig {
  /** All interfaces where it is not given. */
  host: string | undefined;
  /** 0 for any free one. */
  port: number;
  /** Connections that the system keeps waiting. */
  backlog: number;
  maxConnections: number;
  maxRequestsPerConnection: number;
  maxHeaderBytes: number;
  /** How long a connection may be idle between two requests. */
  keepAliveTimeoutMs: number;
  /** How long a client may take to send the headers of a request. */
  headersTimeoutMs: number;
  /** How long a client may take to send a request whole. */
  bodyTimeoutMs: number;
  /** PEM, or names of files with it. */
  tls: { cert: string; key: string } | undefined;
}

/** Reads `aiFoundation.gateway.listen`, where there is one. */
export function readListenConfig(
  gateway: Config | undefined,
): ListenConfig | undefined {
  const listen = gateway?.getOptionalConfig('listen');
  if (!listen) {
    return undefined;
  }
  const limit = (key: string, fallback: number) =>
    positive(
      `gateway.listen.${key}`,
      listen.getOptionalNumber(key) ?? fallback,
    );
  const port = listen.getNumber('port');
  if (!(Number.isInteger(port) && port >= 0 && port <= 65_535)) {
    throw new InputError(
      'aiFoundation.gateway.listen.port must be a whole number from 0 to 65535',
    );
  }
  const tls = listen.getOptionalConfig('tls');
  return {
    host: listen.getOptionalString('host'),
    port,
    backlog: limit('backlog', 1_024),
    maxConnections: limit('maxConnections', 10_000),
    maxRequestsPerConnection: limit('maxRequestsPerConnection', 10_000),
    maxHeaderBytes: limit('maxHeaderBytes', 16 * 1024),
    keepAliveTimeoutMs: limit('keepAliveTimeoutMs', 65_000),
    headersTimeoutMs: limit('headersTimeoutMs', 10_000),
    bodyTimeoutMs: limit('bodyTimeoutMs', 60_000),
    tls: tls && { cert: tls.getString('cert'), key: tls.getString('key') },
  };
}

/** Reads `aiFoundation.gateway.publicUrl`: where clients reach the data plane. */
export function readPublicUrl(gateway: Config | undefined): string | undefined {
  const value = gateway?.getOptionalString('publicUrl');
  if (value === undefined) {
    return undefined;
  }
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.username) {
    throw new InputError(
      'aiFoundation.gateway.publicUrl must be a plain http or https URL',
    );
  }
  return value.replace(/\/+$/, '');
}
