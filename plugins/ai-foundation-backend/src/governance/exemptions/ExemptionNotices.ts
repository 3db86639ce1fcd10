import { Knex } from 'knex';
import { CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { Outbox } from '../../kernel/Outbox';
import { ScheduledJob } from '../../kernel/ScheduledJobs';
import { endingMessages } from './exemptionMessages';
import { ExemptionStore } from './ExemptionStore';
import { exemptionState, PolicyExemption } from './types';

/** Days before the end at which people are told of it. */
export const NOTICE_DAYS = [30, 7, 1] as const;

const HOUR_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Tells people that an exemption ends. What was told is written down with the
 * message, so that each notice leaves once, however often the job runs; after a
 * standstill only the nearest of the missed ones does.
 */
export class ExemptionNotices {
  readonly #knex: Knex;
  readonly #store: ExemptionStore;
  readonly #catalogView: CatalogView;
  readonly #outbox: Outbox;
  readonly #clock: Clock;

  constructor(options: {
    knex: Knex;
    store: ExemptionStore;
    catalogView: CatalogView;
    outbox: Outbox;
    clock: Clock;
  }) {
    this.#knex = options.knex;
    this.#store = options.store;
    this.#catalogView = options.catalogView;
    this.#outbox = options.outbox;
    this.#clock = options.clock;
  }

  job(): ScheduledJob {
    return {
      id: 'exemptions.notify',
      intervalMs: HOUR_MS,
      run: async () => `${await this.#notify()} notices`,
    };
  }

  async #notify(): Promise<number> {
    const nowMs = this.#clock();
    let notices = 0;
    for (const exemption of await this.#store.list()) {
      if (exemptionState(exemption, nowMs) === 'approved') {
        notices += await this.#notifyOf(exemption, nowMs);
      }
    }
    return notices;
  }

  async #notifyOf(exemption: PolicyExemption, nowMs: number): Promise<number> {
    const recipients = await this.#recipientsOf(exemption);
    return this.#knex.transaction(async transaction => {
      const noticed = await this.#store.noticedDays(transaction, exemption.id);
      const due = daysDue(exemption, nowMs).filter(days => !noticed.has(days));
      if (due.length === 0) {
        return 0;
      }
      await this.#store.insertNotices(transaction, exemption.id, due, nowMs);
      const messages = endingMessages(exemption, Math.min(...due), recipients);
      await this.#outbox.add(transaction, messages);
      return messages.length;
    });
  }

  async #recipientsOf(exemption: PolicyExemption): Promise<string[]> {
    const { people, teams } = await this.#catalogView.current();
    const { requestedBy, teamRef } = exemption;
    return [
      ...new Set([requestedBy, teams.get(teamRef)?.leadRef ?? '']),
    ].filter(ref => people.has(ref));
  }
}

/** What was further from the end than its approval needs no telling. */
function daysDue(exemption: PolicyExemption, nowMs: number): number[] {
  return NOTICE_DAYS.filter(days => {
    const dueAtMs = exemption.endsAtMs - days * DAY_MS;
    return dueAtMs <= nowMs && (exemption.approvedAtMs ?? 0) <= dueAtMs;
  });
}
