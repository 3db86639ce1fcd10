import { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { IANAZone } from 'luxon';

/** A model provider that the gateway may send requests to. */
export interface ProviderConfig {
  id: string;
  /** With the API's version, for example `https://api.openai.com/v1`. */
  baseUrl: URL;
  apiKey: string;
  /** Whether it lies outside of the organisation. */
  external: boolean;
}

export interface GatewayConfig {
  maxBodyBytes: number;
  connectTimeoutMs: number;
  firstByteTimeoutMs: number;
  /** Silence in the middle of an answer. */
  idleTimeoutMs: number;
  /** Longest life of one request, with its drain. */
  requestTimeoutMs: number;
  /** How far an answer is still read after its client has gone. */
  drain: { maxMs: number; maxBytes: number; maxConcurrent: number };
}

export interface AiFoundationConfig {
  /** Whether demo rows and demo providers count. */
  demo: boolean;
  /** File with what a demo portal's governance has decided. */
  demoSeed: string | undefined;
  /** IANA name; days and months begin in it. */
  timeZone: string;
  exemptions: { maxDays: number };
  keys: { maxDays: number };
  providers: ReadonlyMap<string, ProviderConfig>;
  gateway: GatewayConfig;
}

/** Reads and checks `aiFoundation`, once, at start. */
export function readAiFoundationConfig(
  root: RootConfigService,
): AiFoundationConfig {
  const config = root.getOptionalConfig('aiFoundation');
  const gateway = config?.getOptionalConfig('gateway');
  const limit = (key: string, fallback: number) =>
    positive(`gateway.${key}`, gateway?.getOptionalNumber(key) ?? fallback);
  const timeZone = config?.getOptionalString('timeZone') ?? 'UTC';
  if (!IANAZone.isValidZone(timeZone)) {
    throw new InputError(
      `aiFoundation.timeZone '${timeZone}' is no IANA time zone`,
    );
  }
  return {
    demo: config?.getOptionalBoolean('demo') ?? false,
    demoSeed: config?.getOptionalString('demoSeed'),
    timeZone,
    exemptions: {
      maxDays: positive(
        'exemptions.maxDays',
        config?.getOptionalNumber('exemptions.maxDays') ?? 90,
      ),
    },
    keys: {
      maxDays: positive(
        'keys.maxDays',
        config?.getOptionalNumber('keys.maxDays') ?? 90,
      ),
    },
    providers: readProviders(root),
    gateway: {
      maxBodyBytes: limit('maxBodyBytes', 4 * 1024 * 1024),
      connectTimeoutMs: limit('connectTimeoutMs', 5_000),
      firstByteTimeoutMs: limit('firstByteTimeoutMs', 120_000),
      idleTimeoutMs: limit('idleTimeoutMs', 60_000),
      requestTimeoutMs: limit('requestTimeoutMs', 900_000),
      drain: {
        maxMs: limit('drain.maxMs', 60_000),
        maxBytes: limit('drain.maxBytes', 8 * 1024 * 1024),
        maxConcurrent: limit('drain.maxConcurrent', 100),
      },
    },
  };
}

function readProviders(root: RootConfigService): Map<string, ProviderConfig> {
  const providers = root.getOptionalConfig('aiFoundation.providers');
  return new Map(
    (providers?.keys() ?? []).map(id => {
      const provider = providers!.getConfig(id);
      return [
        id,
        {
          id,
          baseUrl: httpUrl(id, provider.getString('baseUrl')),
          apiKey: provider.getString('apiKey'),
          external: provider.getOptionalBoolean('external') ?? true,
        },
      ];
    }),
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

function positive(key: string, value: number): number {
  if (!(Number.isInteger(value) && value > 0)) {
    throw new InputError(
      `aiFoundation.${key} must be a whole number above zero`,
    );
  }
  return value;
}
