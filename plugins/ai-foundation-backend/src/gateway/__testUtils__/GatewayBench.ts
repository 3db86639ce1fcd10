import { once } from 'node:events';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { LoggerService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { DemoProvider } from '@ai-foundation/demo-provider';
import { AiModelPrice } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import OpenAI from 'openai';
import {
  AiFoundationConfig,
  readAiFoundationConfig,
} from '../../kernel/AiFoundationConfig';
import { openDatabase } from '../../kernel/openDatabase';
import { ContentLog } from '../content/ContentLog';
import { ContentStore } from '../content/ContentStore';
import { createDataPlane } from '../createDataPlane';
import { DialectRegistry } from '../dialects/DialectRegistry';
import { ExternalInspectors } from '../inspection/ExternalInspectors';
import { PromptInspector } from '../inspection/PromptInspector';
import { createKeySecret, sha256OfSecret } from '../keys/keyFormat';
import { createLedger, RunningLedger } from '../ledger/createLedger';
import { ConcurrencyGate } from '../limits/ConcurrencyGate';
import {
  PolicyKey,
  PolicyModel,
  PolicySnapshot,
  PolicyTier,
} from '../policy/PolicySnapshot';
import { InFlight } from '../upstream/InFlight';
import { Upstreams } from '../upstream/Upstreams';

/** $1 and $2 per million tokens: a token of input costs 1,000,000 pico-dollars. */
export const PRICE: AiModelPrice = {
  effectiveFrom: '2026-01-01',
  currency: 'USD',
  unit: 'per-million-tokens',
  source: 'test',
  input: '1',
  output: '2',
};

/** The secret of the bench's only key. */
export const SECRET = createKeySecret();

const KEY: PolicyKey = {
  id: SECRET.id,
  secretSha256: sha256OfSecret(SECRET.secret),
  previous: undefined,
  suspendedBecause: undefined,
  ownerRef: 'group:default/web',
  teamRef: 'group:default/web',
  applicationRef: undefined,
  purpose: 'drafting',
  models: new Set(['aimodel:default/gpt-4o']),
  tier: 'internal',
  limits: {},
  createdBy: 'user:default/ada',
  expiresAtMs: Number.MAX_SAFE_INTEGER,
  revokedAtMs: undefined,
};

const TIERS: readonly PolicyTier[] = [
  {
    name: 'internal',
    rank: 2,
    externalProviders: 'logged',
    contentLogging: 'allowed',
  },
];

const MODEL: PolicyModel = {
  ref: 'aimodel:default/gpt-4o',
  name: 'gpt-4o',
  providerModel: 'gpt-4o',
  dialect: 'openai',
  provider: 'openai',
  external: true,
  type: 'chat',
  tier: 'internal',
  contextWindow: 128_000,
  maxOutputTokens: 1_000,
  fallbacks: [],
  approval: 'approved',
  prices: [{ id: 'price-1', effectiveFromMs: 0, price: PRICE }],
};

const SPARE_MODEL: PolicyModel = {
  ...MODEL,
  ref: 'aimodel:default/spare',
  name: 'spare',
  providerModel: 'spare-1',
  provider: 'spare',
};

/** What the tests look at in a settled row of the ledger. */
export interface SettledRow {
  id: string;
  call_id: string | null;
  attempt: number;
  model_ref: string;
  provider: string;
  requested_model: string;
  response_model: string | null;
  outcome: string;
  http_status: number;
  error_code: string | null;
  usage_source: string | null;
  /** JSON. */
  raw_usage: string;
  /** JSON. */
  decision: string;
  provider_request_id: string | null;
  input_tokens: number;
  output_tokens: number;
  cost_pico_usd: bigint;
  hold_pico_usd: bigint;
}

export interface BenchOptions {
  knex: Knex;
  provider: DemoProvider | { url: string };
  credential?: string;
  /** Default: openai. */
  dialect?: 'openai' | 'anthropic' | 'gemini';
  /** What the configuration says of the provider beyond where it is. */
  providerConfig?: JsonObject;
  /** A second provider, with a model that answers where the first one's does not. */
  spare?: { url: string; config?: JsonObject; model?: Partial<PolicyModel> };
  gateway?: JsonObject;
  model?: Partial<PolicyModel>;
  key?: Partial<PolicyKey>;
  /** Default: internal alone. */
  tiers?: readonly PolicyTier[];
  /** Default: the real one. */
  contentStore?: Pick<ContentStore, 'insert' | 'addAnswer' | 'remove'>;
  inspectors?: ExternalInspectors;
  logger?: LoggerService;
  ceilingPicoUsd?: bigint;
  /** The policy of each request, made of the bench's usual one. */
  policy?: (usual: PolicySnapshot) => PolicySnapshot;
  /** Waited for before each admission is written. */
  beforeAdmission?: Promise<void>;
}

/**
 * The data plane on a port of its own, over a real ledger and before a real
 * provider; only its policy is given.
 */
export class GatewayBench {
  readonly url: string;
  readonly knex: Knex;
  readonly inFlight: InFlight;
  readonly gate: ConcurrencyGate;
  readonly config: AiFoundationConfig;
  readonly standingsFor: RunningLedger['standingsFor'];
  readonly openai: OpenAI;
  readonly #server: Server;
  readonly upstreams: Upstreams;
  readonly #running: RunningLedger;

  static async create(options: BenchOptions): Promise<GatewayBench> {
    const knex = await openDatabase(
      mockServices.database({ knex: options.knex }),
    );
    await insertPolicy(knex, options.ceilingPicoUsd ?? 10n ** 15n);
    const config = readAiFoundationConfig(
      mockServices.rootConfig({
        data: {
          aiFoundation: {
            providers: {
              openai: {
                baseUrl: options.provider.url,
                apiKey: options.credential ?? 'demo-provider-credential',
                dialect: options.dialect ?? 'openai',
                ...options.providerConfig,
              },
              ...(options.spare && {
                spare: {
                  baseUrl: options.spare.url,
                  apiKey: 'spare-credential',
                  dialect: options.dialect ?? 'openai',
                  ...options.spare.config,
                },
              }),
            },
            gateway: options.gateway ?? {},
          },
        },
      }),
    );
    const logger = options.logger ?? mockServices.logger.mock();
    const running = createLedger({
      knex,
      clock: Date.now,
      logger,
      timeZone: 'UTC',
      countsDemo: false,
    });
    await running.start();
    const upstreams = new Upstreams(config.gateway);
    const inFlight = new InFlight();
    const gate = new ConcurrencyGate(config.gateway.concurrency);
    const dialects = new DialectRegistry().all;
    const dialect =
      dialects.find(({ id }) => id === (options.dialect ?? 'openai')) ??
      dialects[0];
    const fallbacks = options.spare ? [SPARE_MODEL.ref] : [];
    const model = {
      ...MODEL,
      dialect: dialect.id,
      fallbacks,
      ...options.model,
    };
    const spare = {
      ...SPARE_MODEL,
      dialect: dialect.id,
      ...options.spare?.model,
    };
    const models = options.spare ? [model, spare] : [model];
    const usual = policyOf(
      models,
      { ...KEY, models: new Set(models.map(({ ref }) => ref)), ...options.key },
      options.tiers ?? TIERS,
    );
    const { contentLogging } = config.gateway;
    const content =
      contentLogging &&
      new ContentLog({
        config: contentLogging,
        store: options.contentStore ?? new ContentStore(knex),
        clock: Date.now,
        logger,
      });
    const handle = createDataPlane(
      {
        config,
        policy: async () => (options.policy ?? same)(usual),
        ledger: {
          admit: async admission => {
            await options.beforeAdmission;
            return running.ledger.admit(admission);
          },
          refuse: refusal => running.ledger.refuse(refusal),
          settle: settlement => running.ledger.settle(settlement),
        },
        metrics: { refused() {} },
        secretUse: { note() {} },
        upstreams,
        inFlight,
        content,
        gate,
        prompts: new PromptInspector({
          config: config.gateway.inspection,
          external: options.inspectors ?? new ExternalInspectors(),
          clock: Date.now,
          logger,
        }),
        clock: Date.now,
        logger,
      },
      dialect,
    );
    const server = createServer(
      (message, response) => void handle(message, response),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new GatewayBench({
      knex,
      server,
      upstreams,
      inFlight,
      gate,
      running,
      config,
    });
  }

  private constructor(parts: {
    knex: Knex;
    server: Server;
    upstreams: Upstreams;
    inFlight: InFlight;
    gate: ConcurrencyGate;
    running: RunningLedger;
    config: AiFoundationConfig;
  }) {
    this.config = parts.config;
    this.standingsFor = parts.running.standingsFor;
    this.knex = parts.knex;
    this.inFlight = parts.inFlight;
    this.gate = parts.gate;
    this.#server = parts.server;
    this.upstreams = parts.upstreams;
    this.#running = parts.running;
    this.url = `http://127.0.0.1:${
      (parts.server.address() as AddressInfo).port
    }/v1`;
    this.openai = new OpenAI({
      baseURL: this.url,
      apiKey: SECRET.whole,
      maxRetries: 0,
    });
  }

  /** Posts a chat completion with the bench's key, in whatever form. */
  post(
    body: unknown,
    headers: Record<string, string> = {},
    query = '',
    signal?: AbortSignal,
  ): Promise<Response> {
    return fetch(`${this.url}/chat/completions${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${SECRET.whole}`, ...headers },
      signal,
      body:
        typeof body === 'string' || body instanceof Buffer
          ? body
          : JSON.stringify(body),
    });
  }

  /** Rows of the ledger in order of arrival, once none of them runs any more. */
  async settledRows(): Promise<SettledRow[]> {
    for (let attempt = 0; attempt < 500; attempt++) {
      const rows = await this.knex('requests').orderBy('id');
      if (rows.every(({ state }) => state === 'settled')) {
        return rows.map(row => ({
          ...row,
          input_tokens: Number(row.input_tokens),
          output_tokens: Number(row.output_tokens),
          cost_pico_usd: BigInt(row.cost_pico_usd),
          hold_pico_usd: BigInt(row.hold_pico_usd),
        }));
      }
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    throw new Error('A row was never settled');
  }

  /** Forgets every request, so that a test sees its own alone. */
  async forgetRequests(): Promise<void> {
    await this.settledRows();
    await this.knex('requests').delete();
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await this.upstreams.close();
    await this.#running.stop();
  }
}

function same<T>(value: T): T {
  return value;
}

function policyOf(
  models: readonly PolicyModel[],
  key: PolicyKey,
  tiers: readonly PolicyTier[],
): PolicySnapshot {
  return {
    epoch: 1,
    confirmedAtMs: 0,
    catalogReadAtMs: 0,
    keys: new Map([[key.id, key]]),
    models: new Map(models.map(model => [model.ref, model])),
    modelsByName: new Map(
      models.flatMap(model =>
        [model.name, model.ref].map(name => [name, [model]] as const),
      ),
    ),
    tiers: new Map(tiers.map(tier => [tier.name, tier])),
    owners: new Set([KEY.ownerRef]),
    people: new Set([KEY.createdBy]),
    aup: {
      version: '1.0',
      acknowledgedBy: new Set([KEY.createdBy]),
      previousAcknowledgedBy: new Set(),
      graceUntilMs: undefined,
    },
    inspection: [],
    exemptions: [],
  };
}

/** The rows that the ledger's rows point to. */
async function insertPolicy(knex: Knex, ceilingPicoUsd: bigint): Promise<void> {
  await knex('keys').insert({
    id: KEY.id,
    secret_sha256: KEY.secretSha256,
    owner_ref: KEY.ownerRef,
    team_ref: KEY.teamRef,
    purpose: KEY.purpose,
    models: '[]',
    tier: KEY.tier,
    aup_version: '1.0',
    created_by: KEY.createdBy,
    created_at_ms: 0,
    expires_at_ms: KEY.expiresAtMs,
  });
  await knex('model_decisions').insert({
    id: 1,
    model_ref: MODEL.ref,
    decision: 'approved',
    governed_sha256: '00',
    governed: '{}',
    reason: 'test',
    decided_by: 'user:default/ada',
    decided_at_ms: 0,
  });
  await knex('price_versions').insert({
    id: 'price-1',
    model_ref: MODEL.ref,
    effective_from_ms: 0,
    price: JSON.stringify(PRICE),
    decision_id: 1,
  });
  await knex('ceilings').insert({
    id: 'ceiling-1',
    scope_kind: 'organisation',
    scope_ref: '',
    time_window: 'month',
    time_zone: 'UTC',
    amount_pico_usd: String(ceilingPicoUsd),
    set_at_ms: 0,
    set_by: 'user:default/ada',
    reason: 'test',
  });
}
