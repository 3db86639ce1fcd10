import { LoggerService } from '@backstage/backend-plugin-api';
import { Clock } from '../../kernel/Clock';
import { CommitInDoubtError, GroupCommit } from './GroupCommit';
import { isOutage } from './isOutage';
import { AdmissionItem, LedgerItem, SettlementItem } from './LedgerStore';
import { admittedRow, refusedRow } from './requestRows';
import { endOfSettlement, endOfVoid, RowEnd } from './rowEnds';
import {
  Admission,
  AdmissionResult,
  Ledger,
  LedgerUnavailableError,
  Refusal,
  Settlement,
} from './types';

/** A batch this large is well past the point where sharing pays. */
const MAX_BATCH = 256;
/** Some seconds of work; who comes after that is better told at once. */
const MAX_WAITING = 10_000;
const MAX_SILENCE_MS = 5_000;
const MAX_RETRYING = 20_000;
const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 5_000;
/** For an error that is not the database's absence and will hardly go away. */
const MAX_ATTEMPTS = 5;
const STOP_LIMIT_MS = 5_000;

/*
 * The ledger: what was promised about money before a request went out, and what
 * came of it.
 *
 * Purpose. Each request that goes on to a provider has a row before it goes
 * (write-ahead), with a hold of the most that it can cost against every ceiling
 * that applies. When it ends, the row gets its true cost and the holds go.
 *
 * Guarantees.
 * - committed + held never passes a ceiling's amount, at any concurrency and on
 *   any number of replicas: admissions lock the ceilings that they hold
 *   against, and holds count until they are released, whatever their age.
 * - A row is settled exactly once: whoever moves it from `admitted` to
 *   `settled` releases its holds and adds its cost to the committed spend and
 *   the rollup, all in that one transaction.
 * - `admit` answers after the commit, or fails within a bound, and then nothing
 *   was admitted that could be sent on.
 *
 * How. One transaction runs at a time; what arrives meanwhile shares the next
 * one. An admission whose commit came after its caller had given up, or whose
 * commit nobody saw, is voided: settled at no cost, because nothing was sent.
 *
 * At a crash. A row that was committed stays `admitted`, with its holds, until
 * the sweep of any replica sees that the gateway's heartbeat stands still, and
 * settles it at its hold, marked `unsettled`: too much may be charged, never too
 * little. A settlement that waited for its database is lost with the process,
 * and its row ends the same way.
 */
export class GroupCommitLedger implements Ledger {
  readonly #instanceId: string;
  readonly #clock: Clock;
  readonly #logger: LoggerService;
  readonly #queue: GroupCommit<LedgerItem>;
  readonly #open = new Set<Promise<void>>();
  readonly #pauses = new Set<() => void>();
  #stopping = false;
  #closed = false;
  #failing = false;

  constructor(options: {
    instanceId: string;
    commit: (items: readonly LedgerItem[]) => Promise<void>;
    clock: Clock;
    logger: LoggerService;
  }) {
    this.#instanceId = options.instanceId;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#queue = new GroupCommit<LedgerItem>({
      commit: options.commit,
      isOutage,
      onUnanswered: item => this.#voidUnanswered(item),
      maxBatch: MAX_BATCH,
      maxWaiting: MAX_WAITING,
      maxSilenceMs: MAX_SILENCE_MS,
    });
  }

  async admit(admission: Admission): Promise<AdmissionResult> {
    const item: AdmissionItem = {
      kind: 'admission',
      admission,
      row: admittedRow(this.#instanceId, admission),
      result: undefined,
    };
    await this.#commitNow(item);
    if (!item.result) {
      throw new LedgerUnavailableError('The ledger did not decide');
    }
    return item.result;
  }

  async refuse(refusal: Refusal): Promise<void> {
    await this.#commitNow({
      kind: 'refusal',
      refusal,
      row: refusedRow(this.#instanceId, refusal),
    });
  }

  async settle(settlement: Settlement): Promise<void> {
    try {
      await this.#settle(endOfSettlement(settlement));
    } catch (error) {
      this.#logger.error(
        `Request ${settlement.requestId} has no valid settlement, and is left to the sweep`,
        error as Error,
      );
    }
  }

  /** Takes no more admissions, and gives settlements that wait a last chance. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#pauses.forEach(wake => wake());
    this.#pauses.clear();
    let limit: NodeJS.Timeout | undefined;
    await Promise.race([
      Promise.all(this.#open),
      new Promise(resolve => {
        limit = setTimeout(resolve, STOP_LIMIT_MS);
      }),
    ]);
    clearTimeout(limit);
    this.#closed = true;
    if (this.#open.size > 0) {
      this.#logger.error(
        `${
          this.#open.size
        } requests are left to the sweep, because the database did not answer`,
      );
    }
  }

  async #commitNow(item: LedgerItem): Promise<void> {
    if (this.#stopping) {
      throw new LedgerUnavailableError('The gateway is stopping');
    }
    try {
      await this.#queue.add(item);
      this.#failing = false;
    } catch (error) {
      this.#reportFailure(error);
      throw error instanceof LedgerUnavailableError
        ? error
        : new LedgerUnavailableError('The ledger cannot be written', {
            cause: error,
          });
    }
  }

  async #settle(end: RowEnd): Promise<void> {
    const work = this.#settleUntilDone({
      kind: 'settlement',
      end,
      settled: undefined,
    });
    this.#open.add(work);
    await work;
    this.#open.delete(work);
  }

  async #settleUntilDone(item: SettlementItem): Promise<void> {
    for (let attempt = 1; !this.#closed; attempt += 1) {
      try {
        // Its client has the answer already; the next admission takes it along.
        await this.#queue.add(item, false);
        this.#failing = false;
        this.#reportOddities(item, attempt);
        return;
      } catch (error) {
        if (!this.#isWorthRetrying(error, attempt)) {
          this.#logger.error(
            `Request ${item.end.requestId} cannot be settled, and is left to the sweep`,
            error as Error,
          );
          return;
        }
        this.#reportFailure(error);
      }
      await this.#pause(attempt);
    }
  }

  #isWorthRetrying(error: unknown, attempt: number): boolean {
    if (this.#pauses.size >= MAX_RETRYING) {
      return false;
    }
    return (
      attempt < MAX_ATTEMPTS ||
      error instanceof LedgerUnavailableError ||
      error instanceof CommitInDoubtError ||
      isOutage(error)
    );
  }

  /** Longer each time; cut short when the gateway stops. */
  async #pause(attempt: number): Promise<void> {
    const pauseMs = this.#stopping
      ? FIRST_RETRY_MS
      : Math.min(FIRST_RETRY_MS * 2 ** (attempt - 1), LAST_RETRY_MS);
    await new Promise<void>(resolve => {
      this.#pauses.add(resolve);
      setTimeout(() => {
        this.#pauses.delete(resolve);
        resolve();
      }, pauseMs);
    });
  }

  #voidUnanswered(item: LedgerItem): void {
    if (item.kind === 'admission' && item.result?.admitted !== false) {
      const { requestId } = item.admission.subject;
      void this.#settle(endOfVoid(requestId, this.#clock()));
    }
  }

  #reportOddities({ end, settled }: SettlementItem, attempt: number): void {
    if (settled && end.costPicoUsd > settled.holdPicoUsd) {
      this.#logger.error(
        `Request ${end.requestId} cost ${end.costPicoUsd} pico-dollars, more than its hold of ${settled.holdPicoUsd}`,
      );
    }
    // A later attempt may follow a commit that nobody saw; a void, a row that never was.
    if (!settled && attempt === 1 && end.outcome !== 'refused') {
      this.#logger.warn(
        `Request ${end.requestId} was settled before it ended; it cost ${end.costPicoUsd} pico-dollars`,
      );
    }
  }

  /** Once an outage, not once a request. */
  #reportFailure(error: unknown): void {
    if (!this.#failing) {
      this.#failing = true;
      this.#logger.error('The ledger cannot be written', error as Error);
    }
  }
}
