import { Upstream } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { ForwardingConfig, readForwarding } from './forwardingConfig';

/** A model provider that the gateway may send requests to. */
export interface ProviderConfig extends Upstream, ForwardingConfig {
  /** The id of the dialect that it speaks. */
  dialect: string;
  /** With the API's version, for example `https://api.openai.com/v1`. */
  baseUrl: URL;
  /** Whether it lies outside of the organisation. */
  external: boolean;
}

/** Reads `aiFoundation.providers`. */
export function readProviders(
  providers: Config | undefined,
): Map<string, ProviderConfig> {
  return new Map(
    (providers?.keys() ?? []).map(id => [
      id,
      readProvider(id, providers!.getConfig(id)),
    ]),
  );
}

function readProvider(id: string, provider: Config): ProviderConfig {
  return {
    id,
    dialect: provider.getOptionalString('dialect') ?? 'openai',
    baseUrl: httpUrl(id, provider.getString('baseUrl')),
    apiKey: provider.getString('apiKey'),
    auth: readAuth(id, provider.getOptionalString('auth')),
    apiVersion: provider.getOptionalString('apiVersion'),
    streamUsage: provider.getOptionalBoolean('streamUsage') ?? true,
    external: provider.getOptionalBoolean('external') ?? true,
    ...readForwarding(id, provider),
  };
}

function readAuth(id: string, auth: string | undefined): Upstream['auth'] {
  if (auth === undefined || auth === 'bearer' || auth === 'api-key') {
    return auth;
  }
  throw new InputError(
    `aiFoundation.providers.${id}.auth is '${auth}', and can be bearer or api-key`,
  );
}

function httpUrl(id: string, value: string): URL {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.username) {
    throw new InputError(
      `aiFoundation.providers.${id}.baseUrl must be a plain http or https URL`,
    );
  }
  return url;
}
