import {
  EndToEndRecord,
  ValidationCheck,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Dialect } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { InputError } from '@backstage/errors';
import { GovernedModel } from '../../governance/models/GovernedModel';
import { ModelService } from '../../governance/models/ModelService';
import { AiFoundationConfig } from '../../kernel/AiFoundationConfig';
import { Clock } from '../../kernel/Clock';
import { instant } from '../../kernel/instant';
import { parseKeySecret } from '../keys/keyFormat';
import { KeyStore } from '../keys/KeyStore';
import { Answer, ask, Asked } from './ask';
import { EvidenceRow, LedgerEvidence } from './LedgerEvidence';
import { readyBodyOf } from './readyBodyOf';
import { standInByAddress } from './standInOf';
import { Targets } from './Targets';
import { ValidationOutcome } from './types';
import { untilTrue } from './wait';
import { ValidationStore } from './ValidationStore';

/** How long a row may take to be settled after its answer. */
const SETTLED_WITHIN_MS = 5_000;

/** What a person starts a run with. */
export interface EndToEndRequest {
  /** Of a key that was issued as every other; it is used once and kept nowhere. */
  secret: string;
  model?: string;
}

/** A run that may begin. */
export interface PreparedRun {
  keyId: string;
  run(runId: string): Promise<ValidationOutcome>;
}

/**
 * Sends one request the whole way: client, public URL, gateway, provider and back,
 * with a key of the kind validation. It passes where the ledger tells the same story
 * as the answer, with the provider's own id of the request, its usage and its cost.
 */
export class EndToEnd {
  readonly #config: AiFoundationConfig;
  readonly #dialects: readonly Dialect[];
  readonly #targets: Targets;
  readonly #evidence: LedgerEvidence;
  readonly #keys: KeyStore;
  readonly #models: ModelService;
  readonly #runs: ValidationStore;
  readonly #clock: Clock;

  constructor(options: {
    config: AiFoundationConfig;
    dialects: readonly Dialect[];
    targets: Targets;
    evidence: LedgerEvidence;
    keys: KeyStore;
    models: ModelService;
    runs: ValidationStore;
    clock: Clock;
  }) {
    this.#config = options.config;
    this.#dialects = options.dialects;
    this.#targets = options.targets;
    this.#evidence = options.evidence;
    this.#keys = options.keys;
    this.#models = options.models;
    this.#runs = options.runs;
    this.#clock = options.clock;
  }

  /** @throws InputError where the key is no validation key, or has no such model. */
  async prepare({
    secret,
    model: name,
  }: EndToEndRequest): Promise<PreparedRun> {
    const parts = parseKeySecret(secret.trim());
    const key = parts && (await this.#keys.get(parts.id));
    if (!parts || key?.kind !== 'validation') {
      throw new InputError(
        'This is no key of the kind validation of this portal. Get one under Get a key, and paste it whole',
      );
    }
    const model = await this.#modelOf(key.modelRefs, name);
    const asked = this.#askedOf(model, secret.trim());
    return {
      keyId: key.id,
      run: runId => this.#run({ runId, keyId: key.id, model, asked }),
    };
  }

  async #modelOf(
    refs: readonly string[],
    name: string | undefined,
  ): Promise<GovernedModel> {
    const models = (await this.#models.list()).filter(
      ({ ref, entity }) => refs.includes(ref) && entity.spec.type === 'chat',
    );
    const model = models.find(
      ({ entity }) =>
        name === undefined ||
        entity.metadata.name === name ||
        entity.spec.providerModel === name,
    );
    if (!model) {
      throw new InputError(
        name === undefined
          ? 'The key has no chat model. Get one for a chat model'
          : `The key has no chat model '${name}'. It has ${models
              .map(({ entity }) => entity.metadata.name)
              .join(', ')}`,
      );
    }
    return model;
  }

  #askedOf({ entity }: GovernedModel, secret: string): Asked {
    const { provider } = entity.spec;
    const dialectId = this.#config.providers.get(provider)?.dialect;
    const dialect = this.#dialects.find(({ id }) => id === dialectId);
    const operation = dialect?.operations.find(
      ({ billable, modelType }) => billable && modelType === 'chat',
    );
    if (!dialect || !operation) {
      throw new InputError(
        `The provider '${provider}' of this model is not configured`,
      );
    }
    const { name } = entity.metadata;
    const body = readyBodyOf(dialect.id, name);
    if (!body) {
      throw new InputError(
        `An end-to-end run does not speak the dialect '${dialect.id}'. Choose a model of openai, anthropic or gemini`,
      );
    }
    return {
      method: 'POST',
      path:
        dialect.prefix +
        operation.paths[0].replace(/\{\w+\}/g, () => encodeURIComponent(name)),
      headers: { authorization: `Bearer ${secret}` },
      body,
    };
  }

  async #run(options: {
    runId: string;
    keyId: string;
    model: GovernedModel;
    asked: Asked;
  }): Promise<ValidationOutcome> {
    const { runId, keyId, model, asked } = options;
    const sinceMs = this.#clock();
    const target = await this.#targets.public();
    const answer = await ask(target, {
      ...asked,
      headers: { ...asked.headers, 'x-client-request-id': runId },
    });
    const row = await this.#settledRow(runId, keyId, sinceMs);
    const costHourMs = row && (await this.#evidence.costHourOf(keyId, row));
    const standIn = await this.#standInOf(model.entity.spec.provider);
    return {
      checks: checksOf(answer, row, costHourMs),
      record: {
        endToEnd: recordOf({ keyId, model, answer, row, costHourMs }),
      },
      summary: `A request went to ${model.entity.spec.provider} and back, and was logged and priced.`,
      isDemo: standIn !== undefined,
      targets: [target.url],
    };
  }

  async #settledRow(
    runId: string,
    keyId: string,
    sinceMs: number,
  ): Promise<EvidenceRow | undefined> {
    let row: EvidenceRow | undefined;
    await untilTrue(SETTLED_WITHIN_MS, async () => {
      const rows = await this.#evidence.rowsOf(runId, sinceMs);
      // The last attempt is the one that was answered.
      row = (await this.#ofKey(keyId, sinceMs, rows)).at(-1);
      return row?.state === 'settled';
    });
    return row;
  }

  async #ofKey(
    keyId: string,
    sinceMs: number,
    rows: readonly EvidenceRow[],
  ): Promise<EvidenceRow[]> {
    const ofKey = await this.#evidence.rowsOfKey(keyId, sinceMs);
    const ids = new Set(ofKey.map(({ id }) => id));
    return rows.filter(({ id }) => ids.has(id));
  }

  /** By its address, or by what it last said of itself. */
  async #standInOf(providerId: string): Promise<string | undefined> {
    const provider = this.#config.providers.get(providerId);
    const last = await this.#runs.latest('providers');
    return (
      (provider && standInByAddress(provider)) ??
      last?.record.providers?.find(({ provider: id }) => id === providerId)
        ?.standIn
    );
  }
}

function checksOf(
  answer: Answer,
  row: EvidenceRow | undefined,
  costHourMs: number | undefined,
): ValidationCheck[] {
  const check = (
    name: string,
    subject: string,
    expected: string,
    got: string,
    isRight: boolean,
  ): ValidationCheck => ({
    check: name,
    subject,
    expected,
    got,
    result: isRight ? 'passed' : 'failed',
  });
  const requestId = answer.headers['x-ai-foundation-request-id'];
  return [
    {
      ...check(
        'answered',
        'the answer to the client',
        '200',
        answer.status === undefined
          ? `no answer (${answer.problem})`
          : [answer.status, answer.code].filter(Boolean).join(' '),
        answer.status === 200,
      ),
      latencyMs: answer.latencyMs,
    },
    check(
      'logged',
      'the row of the ledger',
      'completed, by this key',
      row?.outcome ?? 'no row',
      row?.outcome === 'completed',
    ),
    check(
      'same-request',
      'the id that the client was told',
      row?.id ?? 'the id of the row',
      typeof requestId === 'string' ? requestId : 'none',
      row !== undefined && requestId === row.id,
    ),
    check(
      'provider-request-id',
      "the provider's own id of the request",
      'one',
      row?.providerRequestId ?? 'none',
      row?.providerRequestId !== undefined,
    ),
    check(
      'usage',
      'tokens',
      'as the provider reported them',
      row
        ? `${row.usageSource}: ${row.inputTokens} in, ${row.outputTokens} out`
        : 'none',
      row?.usageSource === 'provider' &&
        row.inputTokens > 0 &&
        row.outputTokens > 0,
    ),
    check(
      'latency',
      'the time that it took',
      'above 0 ms',
      `${(row?.durationMs ?? 0).toFixed(1)} ms`,
      (row?.durationMs ?? 0) > 0,
    ),
    check(
      'cost',
      'the costs of its hour',
      'booked at a price version',
      costHourMs === undefined
        ? 'not booked'
        : `booked at ${row?.priceVersion?.slice(0, 12) ?? 'no price version'}`,
      costHourMs !== undefined && row?.priceVersion !== undefined,
    ),
  ];
}

function recordOf(options: {
  keyId: string;
  model: GovernedModel;
  answer: Answer;
  row: EvidenceRow | undefined;
  costHourMs: number | undefined;
}): EndToEndRecord {
  const { keyId, model, answer, row, costHourMs } = options;
  return {
    keyId,
    modelRef: model.ref,
    requestedModel: model.entity.metadata.name,
    provider: model.entity.spec.provider,
    httpStatus: answer.status,
    requestId: row?.id,
    providerRequestId: row?.providerRequestId,
    inputTokens: row?.inputTokens,
    outputTokens: row?.outputTokens,
    costPicoUsd: row && String(row.costPicoUsd),
    priceVersion: row?.priceVersion,
    costHour: costHourMs === undefined ? undefined : instant(costHourMs),
    durationMs: row?.durationMs,
  };
}
