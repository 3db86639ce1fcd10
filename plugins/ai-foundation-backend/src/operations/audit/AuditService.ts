import {
  AuditEntry,
  AuditExport,
  auditFilterSchema,
  auditQuerySchema,
  AuditVerification,
  ChainVerdict,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { LoggerService } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import { z } from 'zod';
import { AuditRecord, AuditTrail } from '../../kernel/AuditTrail';
import { Clock } from '../../kernel/Clock';
import { ChainVerdict as Verdict } from '../../kernel/HashChain';
import { instant } from '../../kernel/instant';
import { asList } from '../asList';
import { toCsv } from './auditCsv';
import { AuditStore } from './AuditStore';
import { AuditFilter } from './types';

/** What one spreadsheet takes; more than that is for the JSON export. */
const CSV_ENTRIES = 10_000;

/** A chain of records that can be followed from its start. */
export interface VerifiableChain {
  chain: ChainVerdict['chain'];
  verify(): Promise<Verdict>;
}

/** Answers who decided what and why, and whether the answer can be trusted. */
export class AuditService {
  readonly #store: AuditStore;
  readonly #auditTrail: AuditTrail;
  readonly #chains: readonly VerifiableChain[];
  readonly #logger: LoggerService;
  readonly #clock: Clock;

  constructor(options: {
    store: AuditStore;
    auditTrail: AuditTrail;
    /** Those besides the trail itself. */
    chains: readonly VerifiableChain[];
    logger: LoggerService;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#auditTrail = options.auditTrail;
    this.#chains = [
      { chain: 'audit', verify: () => this.#auditTrail.verify() },
      ...options.chains,
    ];
    this.#logger = options.logger;
    this.#clock = options.clock;
  }

  async list(
    query: z.output<typeof auditQuerySchema>,
  ): Promise<{ items: AuditEntry[]; nextCursor?: string }> {
    // One entry more than asked for tells whether there is a next page.
    const found = await this.#store.list(filterOf(query), {
      beforeSeq: query.cursor === undefined ? undefined : Number(query.cursor),
      limit: query.limit + 1,
    });
    const items = found.slice(0, query.limit).map(toEntry);
    const last = items.at(-1);
    return {
      items,
      nextCursor:
        last && found.length > items.length ? String(last.seq) : undefined,
    };
  }

  /** @throws NotFoundError where there is none of this number. */
  async get(seq: number): Promise<AuditEntry> {
    const record = await this.#store.find(seq);
    if (!record) {
      throw new NotFoundError(`There is no entry ${seq} in the audit trail`);
    }
    return toEntry(record);
  }

  /** @throws InputError where more acts match than a spreadsheet should hold. */
  async csv(query: z.output<typeof auditFilterSchema>): Promise<string> {
    const found = await this.#store.list(filterOf(query), {
      limit: CSV_ENTRIES + 1,
    });
    if (found.length > CSV_ENTRIES) {
      throw new InputError(
        `More than ${CSV_ENTRIES} entries match. Narrow them by time, or export the trail as JSON`,
      );
    }
    return toCsv(found.map(toEntry));
  }

  /** The acts after one in the form that can be verified without this portal. */
  async export(after: number, limit: number): Promise<AuditExport> {
    const entries = await this.#auditTrail.after(after, limit);
    const [head] = await this.#store.list({}, { limit: 1 });
    const last = entries.at(-1);
    return {
      chain: 'audit',
      at: instant(this.#clock()),
      head: head && { seq: head.seq, hash: head.hash },
      entries,
      nextAfter: last && last.seq < head.seq ? last.seq : undefined,
    };
  }

  async verify(): Promise<AuditVerification> {
    const chains = await Promise.all(
      this.#chains.map(async ({ chain, verify }) => ({
        chain,
        ...(await verify()),
      })),
    );
    const [head] = await this.#store.list({}, { limit: 1 });
    return {
      checkedAt: instant(this.#clock()),
      complete: chains.every(({ complete }) => complete),
      chains,
      head: head && { seq: head.seq, hash: head.hash },
    };
  }

  /**
   * The scheduled job: says in the log how the chains stand. With the log kept
   * elsewhere, the head in it is an anchor that no writer of this database reaches.
   *
   * @throws Error where a chain is broken, so that the job shows as failed.
   */
  async verifyForTheLog(): Promise<string> {
    const { chains, head } = await this.verify();
    const words = chains.map(inWords).join('; ');
    if (chains.some(({ complete }) => !complete)) {
      throw new Error(`Records were tampered with: ${words}`);
    }
    this.#logger.info(
      `Records verified: ${words}; the head of the audit trail is ${
        head ? `${head.seq}:${head.hash}` : 'none yet'
      }`,
    );
    return words;
  }
}

function inWords({ chain, entries, brokenAt, complete }: ChainVerdict): string {
  if (complete) {
    return `${chain} ${entries} entries, unbroken`;
  }
  return brokenAt === undefined
    ? `${chain} ends too early, after ${entries} entries`
    : `${chain} broken at entry ${brokenAt}`;
}

function filterOf(query: z.output<typeof auditFilterSchema>): AuditFilter {
  return {
    actors: asList(query.actor),
    action: query.action,
    subjects: asList(query.subject),
    text: query.text,
    origin: query.origin,
    fromMs: toMillis(query.from),
    toMs: toMillis(query.to),
  };
}

function toMillis(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Date.parse(text);
}

function toEntry({
  seq,
  content,
  previousHash,
  hash,
}: AuditRecord): AuditEntry {
  const { before, after, reason, ...details } = readDetails(content.details);
  return {
    seq,
    at: instant(content.at_ms),
    actorRef: content.actor_ref,
    action: content.action,
    subject: content.subject,
    origin: content.origin === 'demo' ? 'demo' : 'user',
    before,
    after,
    reason: reason === undefined ? undefined : String(reason),
    details,
    previousHash,
    hash,
  };
}

/** What somebody broke in the database is shown as it is. */
function readDetails(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return { unreadable: text };
  }
}
