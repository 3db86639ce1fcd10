import {
  ValidationCheck,
  ValidationKind,
  validationKindSchema,
  ValidationRun,
  ValidationRunDetail,
  ValidationState,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { v7 as uuidv7 } from 'uuid';
import { peopleOf } from '../../governance/ceilings/recipients';
import { AiFoundationConfig } from '../../kernel/AiFoundationConfig';
import { CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { instant, optionalInstant } from '../../kernel/instant';
import { Outbox } from '../../kernel/Outbox';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { sha256OfRun } from './sha256OfRun';
import { RecordedRun, ValidationOutcome } from './types';
import { VALIDATOR } from './VALIDATOR';
import { MAX_AGE_HOURS, stateOf } from './validationState';
import {
  subjectOfRun,
  VALIDATION_ACTION,
  ValidationStore,
} from './ValidationStore';

/** A run that takes longer has died. */
const ABANDONED_AFTER_MS = 5 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

const TITLES: Readonly<Record<ValidationKind, string>> = {
  probes: 'The gateway let something pass that it must refuse',
  'end-to-end': 'A request did not go the whole way through the gateway',
  'revocation-drill': 'A revoked key did not stop in time',
  'log-freshness': 'The log of the gateway is not fresh',
  providers: 'A provider does not know the credential of the gateway',
};

/**
 * Keeps what the gateway proved about itself. Records come from runs alone: no
 * operation takes one, a run's hash lies in the audit trail in the same transaction,
 * and whatever was changed since no longer counts.
 */
export class ValidationService {
  readonly #store: ValidationStore;
  readonly #config: AiFoundationConfig;
  readonly #configFingerprint: string;
  readonly #policyChanges: PolicyChanges;
  readonly #catalogView: CatalogView;
  readonly #outbox: Outbox;
  readonly #clock: Clock;

  constructor(options: {
    store: ValidationStore;
    config: AiFoundationConfig;
    /** Of the version, providers and routes of now. */
    configFingerprint: string;
    policyChanges: PolicyChanges;
    catalogView: CatalogView;
    outbox: Outbox;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#config = options.config;
    this.#configFingerprint = options.configFingerprint;
    this.#policyChanges = options.policyChanges;
    this.#catalogView = options.catalogView;
    this.#outbox = options.outbox;
    this.#clock = options.clock;
  }

  /**
   * Runs one validation and keeps what came of it, also where it broke off.
   *
   * @param startedBy - absent where the schedule did.
   * @throws ConflictError while one of its kind runs.
   */
  async run(
    kind: ValidationKind,
    startedBy: string | undefined,
    validate: (runId: string) => Promise<ValidationOutcome>,
  ): Promise<ValidationRunDetail> {
    const begun = await this.#begin(kind, startedBy);
    const outcome = await validate(begun.id).catch(brokenOff);
    const failed = outcome.checks.filter(({ result }) => result === 'failed');
    const ended: RecordedRun = {
      ...begun,
      endedAtMs: this.#clock(),
      result: failed.length === 0 ? 'passed' : 'failed',
      summary: failed.length === 0 ? outcome.summary : wordsOf(failed),
      isDemo: outcome.isDemo,
      targets: outcome.targets,
      record: withoutGaps(outcome.record),
    };
    await this.#end(ended, outcome.checks.map(withoutGaps), failed);
    return this.get(begun.id);
  }

  /** Where each kind stands. */
  async states(): Promise<ValidationState[]> {
    const running = await this.#store.running();
    return Promise.all(
      validationKindSchema.options.map(async kind => {
        const latest = await this.#store.latest(kind);
        const told = latest && (await this.get(latest.id));
        const { state, why } = stateOf(kind, latest, {
          atMs: this.#clock(),
          configFingerprint: this.#configFingerprint,
          isIntact: told?.isIntact ?? true,
        });
        return {
          kind,
          state,
          why,
          counts: state === 'fresh' && (this.#config.demo || !latest?.isDemo),
          isRunning: running.some(
            run => run.kind === kind && !this.#isAbandoned(run),
          ),
          maxAgeHours: MAX_AGE_HOURS[kind],
          latest: told && {
            ...told,
            checks: told.checks.filter(({ result }) => result === 'failed'),
          },
        };
      }),
    );
  }

  /** The newest first. */
  async list(filter: {
    kind?: ValidationKind;
    limit: number;
  }): Promise<ValidationRun[]> {
    const runs = await this.#store.list(filter);
    const ids = runs.map(({ id }) => id);
    const [counts, hashes] = await Promise.all([
      this.#store.counts(ids),
      this.#store.recordedHashes(ids),
    ]);
    return Promise.all(
      runs.map(async run => {
        const checks = await this.#store.checks(run.id);
        return {
          ...toRun(run),
          ...counts.get(run.id)!,
          isIntact: isIntact(run, checks, hashes),
        };
      }),
    );
  }

  /** @throws NotFoundError where there is none. */
  async get(id: string): Promise<ValidationRunDetail> {
    const run = await this.#store.get(id);
    if (!run) {
      throw new NotFoundError(`There is no validation run '${id}'`);
    }
    const [checks, counts, hashes] = await Promise.all([
      this.#store.checks(id),
      this.#store.counts([id]),
      this.#store.recordedHashes([id]),
    ]);
    return {
      ...toRun(run),
      ...counts.get(id)!,
      isIntact: isIntact(run, checks, hashes),
      checks,
    };
  }

  /** @returns how many runs were too old to keep. */
  async forget(): Promise<number> {
    const { retentionDays } = this.#config.validation;
    return this.#store.forget(this.#clock() - retentionDays * DAY_MS);
  }

  async #begin(
    kind: ValidationKind,
    startedBy: string | undefined,
  ): Promise<RecordedRun> {
    const startedAtMs = this.#clock();
    const run: RecordedRun = {
      id: uuidv7(),
      kind,
      startedBy,
      startedAtMs,
      endedAtMs: undefined,
      result: 'running',
      summary: 'It runs.',
      isDemo: false,
      configFingerprint: this.#configFingerprint,
      targets: [],
      record: {},
      sha256: undefined,
    };
    // Changes of policy run one after another, so that two of a kind cannot begin at once.
    await this.#policyChanges.make(async transaction => {
      await this.#store.abandon(
        transaction,
        startedAtMs - ABANDONED_AFTER_MS,
        startedAtMs,
      );
      const running = await this.#store.running(transaction);
      if (running.some(other => other.kind === kind)) {
        throw new ConflictError(
          'It runs already. Wait until it has ended, and look at its result',
        );
      }
      await this.#store.begin(transaction, run);
      return { outcome: undefined };
    });
    return run;
  }

  async #end(
    run: RecordedRun,
    checks: readonly ValidationCheck[],
    failed: readonly ValidationCheck[],
  ): Promise<void> {
    const sha256 = sha256OfRun(run, checks);
    const before = await this.#store.latest(run.kind);
    await this.#policyChanges.make(async transaction => {
      await this.#store.end(transaction, { ...run, sha256 }, checks);
      if (run.result === 'failed' && before?.result !== 'failed') {
        await this.#tell(transaction, run);
      }
      return {
        outcome: undefined,
        act: {
          actor:
            run.startedBy === undefined
              ? VALIDATOR
              : { userRef: run.startedBy, origin: 'user' },
          action: VALIDATION_ACTION,
          subject: subjectOfRun(run.id),
          details: {
            kind: run.kind,
            result: run.result,
            checks: checks.length,
            failed: [...new Set(failed.map(({ check }) => check))],
            isDemo: run.isDemo,
            configFingerprint: run.configFingerprint,
            sha256,
          },
        },
      };
    });
  }

  /** Those who run the gateway, when a kind begins to fail. */
  async #tell(transaction: Knex.Transaction, run: RecordedRun): Promise<void> {
    const { ownerRef } = this.#config.validation;
    const people =
      ownerRef === undefined
        ? []
        : peopleOf(ownerRef, await this.#catalogView.current());
    await this.#outbox.add(
      transaction,
      people.map(recipientRef => ({
        recipientRef,
        topic: 'gateway',
        scope: `gateway-validation:${run.kind}`,
        title: TITLES[run.kind],
        description: run.summary,
        link: '/ai-foundation/gateway',
        severity: 'critical',
      })),
    );
  }

  #isAbandoned({ startedAtMs }: RecordedRun): boolean {
    return this.#clock() - startedAtMs > ABANDONED_AFTER_MS;
  }
}

/** What failed first, and how much beside it. */
function wordsOf(failed: readonly ValidationCheck[]): string {
  const [{ check, subject, expected, got, reason }] = failed;
  const others = failed.length - 1;
  return (
    `${check}, ${subject}: expected ${expected}, got ${got}.` +
    `${reason === undefined ? '' : ` ${reason}`}` +
    `${others === 0 ? '' : ` ${others} more failed.`}`
  );
}

function brokenOff(error: Error): ValidationOutcome {
  return {
    checks: [
      {
        check: 'run',
        subject: 'the run itself',
        expected: 'to come to its end',
        got: 'it broke off',
        result: 'failed',
        reason: `${error.message}.`,
      },
    ],
    record: {},
    summary: '',
    isDemo: false,
    targets: [],
  };
}

/** As it is read again, so that the hash is the same. */
function withoutGaps<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

function isIntact(
  run: RecordedRun,
  checks: readonly ValidationCheck[],
  hashes: ReadonlyMap<string, string>,
): boolean {
  // What never ended claims nothing.
  return run.sha256 === undefined
    ? run.result !== 'passed'
    : run.sha256 === hashes.get(subjectOfRun(run.id)) &&
        run.sha256 === sha256OfRun(run, checks);
}

function toRun(
  run: RecordedRun,
): Omit<ValidationRun, 'passed' | 'failed' | 'skipped' | 'isIntact'> {
  const { startedAtMs, endedAtMs, record, ...others } = run;
  return {
    ...others,
    ...record,
    startedAt: instant(startedAtMs),
    endedAt: optionalInstant(endedAtMs),
  };
}
