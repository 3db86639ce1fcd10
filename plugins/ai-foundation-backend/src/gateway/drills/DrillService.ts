import { randomUUID } from 'node:crypto';
import { NotFoundError } from '@backstage/errors';
import {
  CeilingDrill,
  CeilingThreshold,
  parseUsd,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Knex } from 'knex';
import { toEvent } from '../../governance/ceilings/ceilingAnswers';
import { subjectOf } from '../../governance/ceilings/CeilingStore';
import { Ceilings } from '../../governance/ceilings/createCeilings';
import { CostCeiling } from '../../governance/ceilings/types';
import { Actor } from '../../kernel/AuditTrail';
import { CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { instant } from '../../kernel/instant';
import { Outbox } from '../../kernel/Outbox';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { requirePerson } from '../../kernel/requirePerson';
import { VisibleTeams } from '../../kernel/TeamAccess';
import { Ledger } from '../ledger/types';
import { drillChecks, verdictOf } from './drillChecks';
import { definitionOf, sha256OfDefinition } from './drillDefinition';
import { DrillStore } from './DrillStore';
import { runRequests } from './runRequests';
import { Drill } from './types';

/** A cent: the steps below it are whole pico-dollars. */
const SANDBOX_AMOUNT_PICO_USD = parseUsd('0.01');
/** Few, so that a throttle shows after a handful of requests. */
const SANDBOX_REQUESTS_PER_MINUTE = 1;
/** A large campaign may be waiting in the outbox too; nobody waits for that here. */
const DELIVER_WITHIN_MS = 5_000;

/*
 * A drill proves that a ceiling does what it says, end to end: a copy of it with
 * a tiny amount, on a scope of its own, is driven by concurrent admissions
 * through the very ledger that serves requests, then looked at by the very
 * evaluator, and its alerts go out by the outbox. What is left out is the call
 * of a provider: the rows are marked by their dialect, count under no other
 * ceiling and in no report, and stay in the ledger as the proof.
 */
export class DrillService {
  readonly #knex: Knex;
  readonly #store: DrillStore;
  readonly #ledger: Ledger;
  readonly #control: Ceilings;
  readonly #policyChanges: PolicyChanges;
  readonly #catalogView: CatalogView;
  readonly #outbox: Outbox;
  readonly #clock: Clock;

  constructor(options: {
    knex: Knex;
    store: DrillStore;
    ledger: Ledger;
    control: Ceilings;
    policyChanges: PolicyChanges;
    catalogView: CatalogView;
    outbox: Outbox;
    clock: Clock;
  }) {
    this.#knex = options.knex;
    this.#store = options.store;
    this.#ledger = options.ledger;
    this.#control = options.control;
    this.#policyChanges = options.policyChanges;
    this.#catalogView = options.catalogView;
    this.#outbox = options.outbox;
    this.#clock = options.clock;
  }

  /** @throws NotFoundError where there is no such ceiling. */
  async run(actor: Actor, ceilingId: string): Promise<CeilingDrill> {
    requirePerson(actor.userRef, await this.#catalogView.current());
    const ceiling = await this.#control.ceilings.get(ceilingId, 'all');
    const id = randomUUID();
    const runAtMs = this.#clock();
    const sandbox = this.#sandboxOf(ceiling, id, actor);
    const definition = definitionOf(ceiling);
    const drill: Drill = {
      id,
      ceilingId,
      definition,
      definitionSha256: sha256OfDefinition(definition),
      runBy: actor.userRef,
      runAtMs,
      record: await this.#driven(sandbox, actor, id),
      origin: actor.origin,
    };
    await this.#keep(actor, drill);
    // At once, so that the answer tells; what is left, and what fails, is tried as ever.
    await this.#outbox.deliver(AbortSignal.timeout(DELIVER_WITHIN_MS));
    return this.#told(drill, await this.#hashes());
  }

  /** Those of ceilings that the reader may see, the newest first. */
  async list(visible: VisibleTeams): Promise<CeilingDrill[]> {
    const [drills, hashes, readable] = await Promise.all([
      this.#store.list(),
      this.#hashes(),
      this.#control.ceilings.list(visible),
    ]);
    const ids = new Set(readable.map(({ id }) => id));
    return Promise.all(
      drills
        .filter(({ ceilingId }) => visible === 'all' || ids.has(ceilingId))
        .map(drill => this.#told(drill, hashes)),
    );
  }

  /** @throws NotFoundError where there is none, or not for the reader. */
  async get(id: string, visible: VisibleTeams): Promise<CeilingDrill> {
    const found = (await this.list(visible)).find(drill => drill.id === id);
    if (!found) {
      throw new NotFoundError('There is no such drill');
    }
    return found;
  }

  #sandboxOf(ceiling: CostCeiling, drillId: string, actor: Actor): CostCeiling {
    return {
      ...ceiling,
      id: randomUUID(),
      scopeKind: 'drill',
      scopeRef: drillId,
      amountPicoUsd: SANDBOX_AMOUNT_PICO_USD,
      thresholds: ceiling.thresholds.map(slowedDown),
      setAtMs: this.#clock(),
      setBy: actor.userRef,
      reason: 'A drill',
      origin: actor.origin,
    };
  }

  async #driven(
    sandbox: CostCeiling,
    actor: Actor,
    drillId: string,
  ): Promise<Drill['record']> {
    const { ceilingStore, ceilingEvaluator } = this.#control;
    await this.#knex.transaction(async transaction => {
      await this.#store.ensureKey(transaction, actor.userRef);
      await ceilingStore.save(transaction, sandbox);
    });
    try {
      const seen = await runRequests({
        ledger: this.#ledger,
        drillId,
        sandbox,
        clock: this.#clock,
      });
      await ceilingEvaluator.evaluate(sandbox, [actor.userRef]);
      const { costPicoUsd } = await this.#store.booked(drillId);
      return {
        ...seen,
        sandboxId: sandbox.id,
        sandboxAmountPicoUsd: String(sandbox.amountPicoUsd),
        costPicoUsd: String(costPicoUsd),
      };
    } finally {
      await this.#knex.transaction(transaction =>
        ceilingStore.remove(transaction, sandbox.id),
      );
    }
  }

  async #keep(actor: Actor, drill: Drill): Promise<void> {
    await this.#policyChanges.make(async transaction => {
      await this.#store.insert(transaction, drill);
      return {
        outcome: undefined,
        act: {
          actor,
          action: 'ceiling.drill',
          subject: subjectOf(drill.ceilingId),
          details: {
            drill: drill.id,
            definitionSha256: drill.definitionSha256,
            tried: drill.record.tried,
            admitted: drill.record.admitted,
            throttled: drill.record.throttled,
            stopped: drill.record.stopped,
          },
        },
      };
    });
  }

  /** The hash of each ceiling as it is now. */
  async #hashes(): Promise<ReadonlyMap<string, string>> {
    const ceilings = await this.#control.ceilingStore.list();
    return new Map(
      ceilings.map(ceiling => [
        ceiling.id,
        sha256OfDefinition(definitionOf(ceiling)),
      ]),
    );
  }

  async #told(
    drill: Drill,
    hashes: ReadonlyMap<string, string>,
  ): Promise<CeilingDrill> {
    const { record } = drill;
    const events = await this.#control.ceilingAlerts.ofCeiling(
      record.sandboxId,
    );
    const checks = drillChecks(drill, events, this.#clock());
    return {
      id: drill.id,
      ceilingId: drill.ceilingId,
      definition: drill.definition,
      definitionSha256: drill.definitionSha256,
      isStale: hashes.get(drill.ceilingId) !== drill.definitionSha256,
      runBy: drill.runBy,
      runAt: instant(drill.runAtMs),
      sandboxAmountPicoUsd: record.sandboxAmountPicoUsd,
      tried: record.tried,
      admitted: record.admitted,
      throttled: record.throttled,
      stopped: record.stopped,
      costPicoUsd: record.costPicoUsd,
      firstRefusalMs: record.firstRefusalMs,
      events: events.map(toEvent),
      verdict: verdictOf(checks),
      checks,
    };
  }
}

function slowedDown(threshold: CeilingThreshold): CeilingThreshold {
  return threshold.response === 'throttle'
    ? { ...threshold, requestsPerMinute: SANDBOX_REQUESTS_PER_MINUTE }
    : threshold;
}
