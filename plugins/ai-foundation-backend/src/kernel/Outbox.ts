import { LoggerService } from '@backstage/backend-plugin-api';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { Knex } from 'knex';
import { Clock } from './Clock';

/** A notification for one person. */
export interface OutboxMessage {
  recipientRef: string;
  /** Lets a person mute one kind, for example `policy`. */
  topic: string;
  /** What it is about; a newer message of a scope takes the place of an older one. */
  scope: string;
  /** What `deliveriesAbout` finds it by, where several things share a scope. */
  subject?: string;
  title: string;
  description: string;
  /** Path in the portal, for example `/ai-foundation/policy`. */
  link: string;
  severity: 'low' | 'normal' | 'high' | 'critical';
}

/** What became of a scope's messages to one person. */
export interface Delivery {
  recipientRef: string;
  firstSentAtMs: number | undefined;
  lastSentAtMs: number | undefined;
  /** How many were sent. */
  sent: number;
  lastError: string | undefined;
}

const INSERT_SIZE = 100;
/** Recipients of one call; while it runs, other work of the process waits little. */
const BATCH_SIZE = 50;
/** Longer than a call takes; after a crash, what was claimed waits as long. */
const CLAIM_MS = 2 * 60_000;
const RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 60 * 60_000;
/** With the waits between them about three days: longer than a weekend. */
const MAX_ATTEMPTS = 80;
const KEPT_MS = 2 * 365 * 24 * 60 * 60_000;

interface WaitingRow extends Omit<OutboxMessage, 'recipientRef'> {
  id: number | string;
  recipient_ref: string;
  attempts: number;
}

interface DeliveryRow {
  recipient_ref: string;
  first: number | string | null;
  last: number | string | null;
  error: string | null;
  sent: number | string;
}

/**
 * Notifications that leave after the change that they tell of has committed,
 * and that are tried again where the notifications plugin does not answer.
 */
export class Outbox {
  readonly #knex: Knex;
  readonly #notifications: NotificationService;
  readonly #logger: LoggerService;
  readonly #clock: Clock;

  constructor(options: {
    knex: Knex;
    notifications: NotificationService;
    logger: LoggerService;
    clock: Clock;
  }) {
    this.#knex = options.knex;
    this.#notifications = options.notifications;
    this.#logger = options.logger;
    this.#clock = options.clock;
  }

  /** Call inside the transaction that makes the change. */
  async add(
    transaction: Knex.Transaction,
    messages: readonly OutboxMessage[],
  ): Promise<void> {
    const dueAtMs = this.#clock();
    for (let start = 0; start < messages.length; start += INSERT_SIZE) {
      await transaction('outbox_messages').insert(
        messages
          .slice(start, start + INSERT_SIZE)
          .map(({ recipientRef, ...message }) => ({
            ...message,
            recipient_ref: recipientRef,
            due_at_ms: dueAtMs,
          })),
      );
    }
  }

  /**
   * Sends what is due, at least once: a crash between sending and writing it down
   * sends once more, which the scope turns into an update of the same
   * notification. Replicas that deliver at the same time claim different messages.
   *
   * @returns how many were sent.
   */
  async deliver(signal?: AbortSignal): Promise<number> {
    let sent = 0;
    while (!signal?.aborted) {
      const due = await this.#nextBatch();
      if (due.length === 0) {
        break;
      }
      const claimed = await this.#claim(due);
      if (claimed.length > 0) {
        sent += await this.#send(claimed);
      }
    }
    return sent;
  }

  /**
   * Forgets what was sent, or given up, two years ago.
   *
   * @returns how many messages.
   */
  async forget(): Promise<number> {
    const oldestKeptMs = this.#clock() - KEPT_MS;
    return this.#knex('outbox_messages')
      .where('sent_at_ms', '<', oldestKeptMs)
      .orWhere('given_up_at_ms', '<', oldestKeptMs)
      .delete();
  }

  /** What became of the messages of a scope, a row each person. */
  async deliveries(scope: string): Promise<Delivery[]> {
    return this.#deliveries({ scope });
  }

  /** What became of the messages that tell of a subject, a row each person. */
  async deliveriesAbout(subject: string): Promise<Delivery[]> {
    return this.#deliveries({ subject });
  }

  async #deliveries(of: Record<string, string>): Promise<Delivery[]> {
    const rows: DeliveryRow[] = await this.#knex('outbox_messages')
      .where(of)
      .groupBy('recipient_ref')
      .select('recipient_ref')
      .min({ first: 'sent_at_ms' })
      .max({ last: 'sent_at_ms', error: 'last_error' })
      .count({ sent: 'sent_at_ms' });
    return rows.map(row => ({
      recipientRef: row.recipient_ref,
      firstSentAtMs: row.first === null ? undefined : Number(row.first),
      lastSentAtMs: row.last === null ? undefined : Number(row.last),
      sent: Number(row.sent),
      lastError: row.error ?? undefined,
    }));
  }

  /** Messages of the same words, so that one call sends them all. */
  async #nextBatch(): Promise<WaitingRow[]> {
    const waiting = () =>
      this.#knex('outbox_messages')
        .whereNull('sent_at_ms')
        .whereNull('given_up_at_ms')
        .where('due_at_ms', '<=', this.#clock())
        .orderBy('id');
    const first = await waiting().first();
    if (!first) {
      return [];
    }
    const { scope, topic, title, description, link, severity, attempts } =
      first;
    return (
      waiting()
        .where({ scope, topic, title, description, link, severity, attempts })
        .where('id', '>=', first.id)
        // What failed goes out in ever smaller batches, until the recipient who
        // cannot be told fails alone.
        .limit(Math.max(1, Math.floor(BATCH_SIZE / 2 ** attempts)))
    );
  }

  /** Those of a batch that no other replica has taken meanwhile. */
  async #claim(batch: WaitingRow[]): Promise<WaitingRow[]> {
    const nowMs = this.#clock();
    const rows: Array<Pick<WaitingRow, 'id'>> = await this.#knex(
      'outbox_messages',
    )
      .whereIn(
        'id',
        batch.map(({ id }) => id),
      )
      .whereNull('sent_at_ms')
      .where('due_at_ms', '<=', nowMs)
      .update({ due_at_ms: nowMs + CLAIM_MS })
      .returning('id');
    const claimed = new Set(rows.map(({ id }) => String(id)));
    return batch.filter(({ id }) => claimed.has(String(id)));
  }

  async #send(batch: WaitingRow[]): Promise<number> {
    const [{ title, description, link, severity, topic, scope }] = batch;
    try {
      await this.#notifications.send({
        recipients: {
          type: 'entity',
          entityRef: batch.map(row => row.recipient_ref),
        },
        payload: { title, description, link, severity, topic, scope },
      });
    } catch (error) {
      await this.#postpone(batch, String(error));
      return 0;
    }
    await this.#rows(batch).update({
      sent_at_ms: this.#clock(),
      last_error: null,
    });
    return batch.length;
  }

  async #postpone(batch: WaitingRow[], error: string): Promise<void> {
    const [{ attempts }] = batch;
    const failed = attempts + 1;
    const nowMs = this.#clock();
    const isLast = failed >= MAX_ATTEMPTS;
    this.#logger.warn(
      `${batch.length} notifications could not be sent at attempt ${failed}` +
        `${isLast ? ', which was the last' : ''}: ${error}`,
    );
    await this.#rows(batch).update({
      attempts: failed,
      last_error: error,
      due_at_ms: nowMs + Math.min(RETRY_MS * 2 ** attempts, LONGEST_RETRY_MS),
      given_up_at_ms: isLast ? nowMs : null,
    });
  }

  #rows(batch: WaitingRow[]): Knex.QueryBuilder {
    return this.#knex('outbox_messages').whereIn(
      'id',
      batch.map(({ id }) => id),
    );
  }
}
