import {
  Dialect,
  Operation,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import {
  GatewayOperation,
  HypotheticalKey,
  simulationRequestSchema,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import { z } from 'zod';
import { AiFoundationConfig } from '../../kernel/AiFoundationConfig';
import { CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { Caller, VisibleTeams } from '../../kernel/TeamAccess';
import { Decision } from '../decision/decide';
import { RunningLedger } from '../ledger/createLedger';
import { LedgerSubject } from '../ledger/types';
import { RateWindow } from '../limits/RateWindow';
import { PolicyKey, PolicySnapshot } from '../policy/PolicySnapshot';
import { hypotheticalKey } from './hypotheticalKey';
import { Outcome, simulate } from './simulate';

type Question = z.output<typeof simulationRequestSchema>;

/** What the gateway would do, at which instant and by which policy. */
export interface Simulated extends Outcome {
  atMs: number;
  epoch: number;
}

/** Says what the gateway would do with a request that nobody sends. */
export class SimulationService {
  readonly #config: AiFoundationConfig;
  readonly #dialects: readonly Dialect[];
  readonly #policy: (keyId: string) => Promise<PolicySnapshot>;
  readonly #standingsFor: RunningLedger['standingsFor'];
  readonly #minuteOf: (keyId: string) => Promise<RateWindow>;
  readonly #catalogView: Pick<CatalogView, 'current'>;
  readonly #clock: Clock;

  constructor(options: {
    config: AiFoundationConfig;
    dialects: readonly Dialect[];
    policy: (keyId: string) => Promise<PolicySnapshot>;
    standingsFor: RunningLedger['standingsFor'];
    minuteOf: (keyId: string) => Promise<RateWindow>;
    catalogView: Pick<CatalogView, 'current'>;
    clock: Clock;
  }) {
    this.#config = options.config;
    this.#dialects = options.dialects;
    this.#policy = options.policy;
    this.#standingsFor = options.standingsFor;
    this.#minuteOf = options.minuteOf;
    this.#catalogView = options.catalogView;
    this.#clock = options.clock;
  }

  /**
   * @throws InputError where the question names what there is not, NotFoundError
   *   where the caller may not see the key, NotAllowedError where it is about
   *   another team or another person's standing.
   */
  async simulate(
    caller: Caller,
    question: Question,
    visible: VisibleTeams,
  ): Promise<Simulated> {
    const { dialect, operation } = this.#operationOf(question);
    const policy = await this.#policy(question.keyId ?? '');
    const key = await this.#keyOf(caller, question, { policy, visible });
    const nowMs = question.at ? Date.parse(question.at) : this.#clock();
    const outcome = await simulate(
      {
        dialect,
        operation,
        request: requestOf(question),
        declaredTier: question.declaredTier,
      },
      {
        key,
        policy,
        providers: this.#config.providers,
        nowMs,
        standings: (decision, holdPicoUsd) =>
          this.#standingsFor({
            subject: subjectOf(question, { key, decision, nowMs }),
            priceVersion: decision.price?.id,
            holdPicoUsd,
            holdExpiresAtMs: nowMs,
          }),
        minute: () => this.#minuteOf(key.id),
      },
    );
    return { ...outcome, atMs: nowMs, epoch: policy.epoch };
  }

  /** What can be asked about. */
  operations(): GatewayOperation[] {
    return this.#dialects.flatMap(({ id, operations }) =>
      operations.map(({ name, modelType }) => ({
        dialect: id,
        operation: name,
        modelType,
      })),
    );
  }

  #operationOf(question: Question): { dialect: Dialect; operation: Operation } {
    const dialect = this.#dialects.find(({ id }) => id === question.dialect);
    if (!dialect) {
      const known = this.#dialects.map(({ id }) => id).join(', ');
      throw new InputError(
        `The gateway does not speak '${question.dialect}', only ${known}`,
      );
    }
    const operation = dialect.operations.find(
      ({ name }) => name === question.operation,
    );
    if (!operation) {
      const known = dialect.operations.map(({ name }) => name).join(', ');
      throw new InputError(
        `The dialect ${dialect.id} has no operation '${question.operation}', only ${known}`,
      );
    }
    return { dialect, operation };
  }

  async #keyOf(
    caller: Caller,
    { keyId, key }: Question,
    context: { policy: PolicySnapshot; visible: VisibleTeams },
  ): Promise<PolicyKey> {
    if ((keyId === undefined) === (key === undefined)) {
      throw new InputError('Name either an issued key or a hypothetical one');
    }
    return key
      ? this.#hypothetical(caller, key, context.visible)
      : issued(keyId ?? '', context);
  }

  async #hypothetical(
    caller: Caller,
    described: HypotheticalKey,
    visible: VisibleTeams,
  ): Promise<PolicyKey> {
    const key = hypotheticalKey(
      described,
      caller.userRef,
      await this.#catalogView.current(),
    );
    if (visible !== 'all' && !visible.has(key.teamRef)) {
      throw new NotAllowedError(
        `You may simulate for your own teams, and '${key.teamRef}' is none of them`,
      );
    }
    if (visible !== 'all' && key.createdBy !== caller.userRef) {
      throw new NotAllowedError(
        'You may simulate for yourself, and not for another person',
      );
    }
    return key;
  }
}

function issued(
  id: string,
  context: { policy: PolicySnapshot; visible: VisibleTeams },
): PolicyKey {
  const key = context.policy.keys.get(id);
  const { visible } = context;
  if (!key || !(visible === 'all' || visible.has(key.teamRef))) {
    throw new NotFoundError(`There is no key '${id}' that you may see`);
  }
  return key;
}

/** Text alone, of which no tokenizer makes more tokens than bytes. */
function requestOf(question: Question) {
  return {
    model: question.model,
    stream: false,
    body: {},
    bodyBytes: question.inputBytes,
    maxOutputTokens: question.maxOutputTokens,
    choices: 1,
    unboundedInput: false,
    extraInputTokens: 0,
    extraOutputTokens: 0,
    unpriced: undefined,
  };
}

/** For the ceilings: whose it would be, and when. */
function subjectOf(
  question: Question,
  about: { key: PolicyKey; decision: Decision; nowMs: number },
): LedgerSubject {
  const { key, decision, nowMs } = about;
  return {
    requestId: '',
    callId: '',
    attempt: 1,
    arrivedAtMs: nowMs,
    keyId: key.id,
    teamRef: key.teamRef,
    applicationRef: key.applicationRef ?? '',
    purpose: key.purpose,
    tier: decision.tier,
    dialect: question.dialect,
    operation: question.operation,
    stream: false,
    requestedModel: question.model,
    modelRef: decision.model?.ref ?? '',
    provider: decision.model?.provider ?? '',
    clientRequestId: undefined,
    decision: [],
  };
}
