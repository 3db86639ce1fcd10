import { formatUsd } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Knex } from 'knex';
import { CatalogSnapshot, CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { Outbox } from '../../kernel/Outbox';
import { SeatService } from '../seats/SeatService';
import { CeilingEventStore } from './CeilingEventStore';
import { nameOfScope } from './ceilingScopes';
import { CeilingService } from './CeilingService';
import { CeilingStore } from './CeilingStore';
import { peopleOf } from './recipients';
import { RunningCeiling } from './RunningCeiling';
import { levelOf } from './thresholds';
import { CeilingEvent, CostCeiling, ReachedThreshold } from './types';

/*
 * Looks at every ceiling on a schedule, whoever looks at a page or not.
 *
 * A threshold that is reached is one row of `ceiling_events`, claimed by its
 * unique key; the gateway claims the same row when a stop or throttle refuses
 * its first request. Whoever claimed it, the next evaluation tells the
 * recipients: it marks the row and hands the messages to the outbox in one
 * transaction, so that nobody is told twice, and nobody is forgotten by a crash.
 */
export class CeilingEvaluator {
  readonly #knex: Knex;
  readonly #store: CeilingStore;
  readonly #ceilings: CeilingService;
  readonly #events: CeilingEventStore;
  readonly #catalogView: CatalogView;
  readonly #outbox: Outbox;
  readonly #seats: SeatService;
  readonly #clock: Clock;

  constructor(options: {
    knex: Knex;
    store: CeilingStore;
    ceilings: CeilingService;
    events: CeilingEventStore;
    catalogView: CatalogView;
    outbox: Outbox;
    seats: SeatService;
    clock: Clock;
  }) {
    this.#knex = options.knex;
    this.#store = options.store;
    this.#ceilings = options.ceilings;
    this.#events = options.events;
    this.#catalogView = options.catalogView;
    this.#outbox = options.outbox;
    this.#seats = options.seats;
    this.#clock = options.clock;
  }

  /** @returns what it did, in words. */
  async evaluateAll(): Promise<string> {
    const ceilings = await this.#store.list();
    await this.#claim(ceilings);
    const alerted = await this.#alert(await this.#events.toAlert());
    return `${ceilings.length} ceilings looked at, ${alerted} reached thresholds told of`;
  }

  /**
   * The same for one ceiling, as a drill does it.
   *
   * @param alsoTell - people who are told beside the recipients.
   */
  async evaluate(
    ceiling: CostCeiling,
    alsoTell: readonly string[],
  ): Promise<void> {
    await this.#claim([ceiling]);
    await this.#alert(await this.#events.toAlert(ceiling.id), alsoTell);
  }

  async #claim(ceilings: readonly CostCeiling[]): Promise<void> {
    const running = await this.#ceilings.running(ceilings);
    const nowMs = this.#clock();
    for (const ceiling of running) {
      await this.#events.claim(reachedBy(ceiling, nowMs));
    }
  }

  async #alert(
    events: readonly CeilingEvent[],
    alsoTell: readonly string[] = [],
  ): Promise<number> {
    const snapshot = await this.#catalogView.current();
    let alerted = 0;
    for (const event of events) {
      alerted += (await this.#tell(event, alsoTell, snapshot)) ? 1 : 0;
    }
    return alerted;
  }

  async #tell(
    event: CeilingEvent,
    alsoTell: readonly string[],
    snapshot: CatalogSnapshot,
  ): Promise<boolean> {
    const { recipients } = event.threshold;
    const unresolved = recipients.filter(
      ref => peopleOf(ref, snapshot).length === 0,
    );
    const isHealthy = recipients.length > 0 && unresolved.length === 0;
    // Read before the transaction, which has SQLite's only connection.
    const escalated = isHealthy ? [] : await this.#seats.holdersOf('finance');
    const told = new Set([
      ...recipients.flatMap(ref => peopleOf(ref, snapshot)),
      ...escalated,
      ...alsoTell,
    ]);
    const unhealthy = isHealthy
      ? undefined
      : `${
          unresolved.length > 0
            ? `Nobody stands behind ${unresolved.join(', ')}`
            : 'No recipient is named'
        }; ${
          escalated.length > 0
            ? 'the finance seat was told'
            : 'and nobody holds the finance seat'
        }`;
    return this.#knex.transaction(async transaction => {
      const isMine = await this.#events.markAlerted(transaction, event.id, {
        atMs: this.#clock(),
        unhealthy,
      });
      if (isMine) {
        await this.#outbox.add(
          transaction,
          [...told].map(recipientRef => ({
            recipientRef,
            topic: 'ceilings',
            scope: alertScope(event.id),
            ...wordsOf(event, snapshot),
          })),
        );
      }
      return isMine;
    });
  }
}

/** The outbox's scope of an event's messages. */
export function alertScope(eventId: string): string {
  return `ceiling-event:${eventId}`;
}

/** Alerts look at what is spent; throttles and stops count what is held too, as the gateway does. */
function reachedBy(ceiling: RunningCeiling, nowMs: number): ReachedThreshold[] {
  const { current, inForcePicoUsd } = ceiling;
  const used = current.committedPicoUsd + current.heldPicoUsd;
  return ceiling.thresholds
    .filter(threshold => {
      const level = levelOf(threshold, inForcePicoUsd);
      return threshold.response === 'alert'
        ? current.committedPicoUsd >= level
        : used >= level;
    })
    .map(threshold => ({
      ceilingId: ceiling.id,
      scopeKind: ceiling.scopeKind,
      scopeRef: ceiling.scopeRef,
      windowKey: current.windowKey,
      threshold,
      amountPicoUsd: inForcePicoUsd,
      committedPicoUsd: current.committedPicoUsd,
      heldPicoUsd: current.heldPicoUsd,
      atMs: nowMs,
      noticedBy: 'evaluation' as const,
    }));
}

const SEVERITY = { alert: 'normal', throttle: 'high', stop: 'high' } as const;

function wordsOf(event: CeilingEvent, snapshot: CatalogSnapshot) {
  const { threshold } = event;
  const consequence = {
    alert: 'Requests go on',
    throttle: `At most ${
      threshold.response === 'throttle' ? threshold.requestsPerMinute : 0
    } requests a minute pass`,
    stop: 'Requests that would pass it are refused',
  }[threshold.response];
  const isDrill = event.scopeKind === 'drill';
  return {
    title: `${isDrill ? 'Drill: ' : ''}${
      threshold.percent
    } % of the cost ceiling of ${nameOfScope(event, snapshot)} is reached`,
    description:
      `${formatUsd(event.committedPicoUsd)} of ${formatUsd(
        event.amountPicoUsd,
      )} are spent in ${event.windowKey}, ` +
      `${formatUsd(
        event.heldPicoUsd,
      )} are held for running requests. ${consequence}.${
        isDrill ? ' This is a drill: nothing was bought.' : ''
      }`,
    link: '/ai-foundation/governance/ceilings',
    severity: isDrill ? ('low' as const) : SEVERITY[threshold.response],
  };
}
