import { RootConfigService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import {
  KeyUseLimits,
  parseUsd,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { InputError } from '@backstage/errors';
import { IANAZone } from 'luxon';
import {
  InspectionConfig,
  readInspectionConfig,
} from './config/inspectionConfig';
import {
  ListenConfig,
  readListenConfig,
  readPublicUrl,
} from './config/listenConfig';
import {
  ContentLoggingConfig,
  readContentLogging,
} from './config/contentLoggingConfig';
import {
  ConcurrencyConfig,
  readConcurrency,
  readKeyUseLimits,
} from './config/limitsConfig';
import { positive } from './config/positive';
import { ProviderConfig, readProviders } from './config/providersConfig';
import { readValidation, ValidationConfig } from './config/validationConfig';
import { readRetention, RetentionConfig } from './config/retentionConfig';
import { fullRef } from './fullRef';

export type { ProviderConfig } from './config/providersConfig';

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
  concurrency: ConcurrencyConfig;
  retention: RetentionConfig;
  /** `undefined` where contents are not kept. */
  contentLogging: ContentLoggingConfig | undefined;
  /** How long running requests may take to end at a shutdown. */
  shutdownMs: number;
  /** A catalog that was not read for so long decides nothing; its default is the process's own. */
  maxCatalogAgeMs: number | undefined;
  /** A port of its own, where there is one. */
  inspection: InspectionConfig;
  listen: ListenConfig | undefined;
  /** Where clients reach the data plane, where that is not the portal's own URL. */
  publicUrl: string | undefined;
}

/** How the policy is circulated, and what follows from a new major version. */
export interface AupConfig {
  /** Refs of the groups that are asked, with those below; empty for the policy's own. */
  audience: readonly string[];
  /** Within how many days a version has to be acknowledged. */
  dueDays: number;
  /** For how many days the major version before counts for keys. */
  graceDays: number;
  /** When a team counts as having acknowledged. */
  teamRule: { who: 'key-holders-and-lead' | 'everyone'; percent: number };
}

/** What keys may be. */
export interface KeyLimits {
  /** The longest life of any key. */
  maxDays: number;
  /** What policy issues by itself; beyond it, an approver is needed. */
  automatic: {
    /** Name of the highest data tier, in lower case. */
    maxTier: string;
    maxDays: number;
    /** A month, pico-dollars; no limit of the key's own where there is none. */
    maxCeilingPicoUsd: bigint | undefined;
  };
  /** What every key may use at a time, unless it has limits of its own. */
  use: KeyUseLimits;
  experiment: ShortLivedLimits;
  validation: ShortLivedLimits;
}

/** What a key of a kind may have at most, and has unless it asks for less. */
export interface ShortLivedLimits {
  maxDays: number;
  /** A month. */
  maxCeilingPicoUsd: bigint;
}

export interface AiFoundationConfig {
  /** Whether demo rows and demo providers count. */
  demo: boolean;
  /** File with what a demo portal's governance has decided. */
  demoSeed: string | undefined;
  /** IANA name; days and months begin in it. */
  timeZone: string;
  aup: AupConfig;
  exemptions: { maxDays: number };
  keys: KeyLimits;
  providers: ReadonlyMap<string, ProviderConfig>;
  gateway: GatewayConfig;
  validation: ValidationConfig;
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
    aup: readAup(config?.getOptionalConfig('aup')),
    exemptions: {
      maxDays: positive(
        'exemptions.maxDays',
        config?.getOptionalNumber('exemptions.maxDays') ?? 90,
      ),
    },
    keys: readKeyLimits(root),
    providers: readProviders(root.getOptionalConfig('aiFoundation.providers')),
    validation: readValidation(config),
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
      concurrency: readConcurrency(gateway),
      retention: readRetention(gateway),
      contentLogging: readContentLogging(gateway),
      shutdownMs: limit('shutdownMs', 10_000),
      maxCatalogAgeMs: gateway?.has('maxCatalogAgeMs')
        ? limit('maxCatalogAgeMs', 0)
        : undefined,
      inspection: readInspectionConfig(gateway),
      listen: readListenConfig(gateway),
      publicUrl: readPublicUrl(gateway),
    },
  };
}

function readAup(config: Config | undefined): AupConfig {
  const days = (key: string) =>
    positive(`aup.${key}`, config?.getOptionalNumber(key) ?? 14);
  const who =
    config?.getOptionalString('teamRule.who') ?? 'key-holders-and-lead';
  if (who !== 'key-holders-and-lead' && who !== 'everyone') {
    throw new InputError(
      `aiFoundation.aup.teamRule.who is '${who}', and can be key-holders-and-lead or everyone`,
    );
  }
  const percent = positive(
    'aup.teamRule.percent',
    config?.getOptionalNumber('teamRule.percent') ?? 100,
  );
  if (percent > 100) {
    throw new InputError('aiFoundation.aup.teamRule.percent is 100 at most');
  }
  const audience = config?.getOptionalStringArray('audience') ?? [];
  return {
    audience: audience.map(text => {
      const ref = fullRef(text, 'group');
      if (ref === undefined) {
        throw new InputError(
          `aiFoundation.aup.audience names '${text}', which is no ref of a group`,
        );
      }
      return ref;
    }),
    dueDays: days('dueDays'),
    graceDays: days('graceDays'),
    teamRule: { who, percent },
  };
}

function readKeyLimits(root: RootConfigService): KeyLimits {
  const keys = root.getOptionalConfig('aiFoundation.keys');
  const days = (key: string, fallback: number) =>
    positive(`keys.${key}`, keys?.getOptionalNumber(key) ?? fallback);
  const money = (key: string, fallback: string) =>
    amount(`keys.${key}`, keys?.getOptionalString(key) ?? fallback);
  return {
    maxDays: days('maxDays', 365),
    automatic: {
      maxTier: (
        keys?.getOptionalString('automatic.maxTier') ?? 'internal'
      ).toLocaleLowerCase('en-US'),
      maxDays: days('automatic.maxDays', 90),
      maxCeilingPicoUsd: keys?.has('automatic.maxCeilingUsd')
        ? money('automatic.maxCeilingUsd', '')
        : undefined,
    },
    use: readKeyUseLimits(keys),
    experiment: {
      maxDays: days('experiment.maxDays', 30),
      maxCeilingPicoUsd: money('experiment.maxCeilingUsd', '20'),
    },
    validation: {
      maxDays: days('validation.maxDays', 7),
      maxCeilingPicoUsd: money('validation.maxCeilingUsd', '5'),
    },
  };
}

function amount(key: string, usd: string): bigint {
  const picoUsd = /^\d+(\.\d+)?$/.test(usd) ? parseUsd(usd) : 0n;
  if (picoUsd <= 0n) {
    throw new InputError(
      `aiFoundation.${key} must be an amount of dollars above zero, as a string`,
    );
  }
  return picoUsd;
}
