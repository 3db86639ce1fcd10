import { LoggerService } from '@backstage/backend-plugin-api';
import { Clock } from '../../kernel/Clock';
import { PolicyEpoch } from '../../kernel/PolicyEpoch';
import { GatewayError } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { PolicyCatalogSource } from './PolicyCatalog';
import { PolicyCompiler } from './PolicyCompiler';
import { PolicySnapshot } from './PolicySnapshot';

/** How often the database is asked whether policy has changed. */
const POLL_INTERVAL_MS = 500;
/** A snapshot that was not confirmed for so long decides nothing. */
const MAX_AGE_MS = 2_000;
/** How long a request waits for a snapshot of now. */
const PATIENCE_MS = 1_500;

/**
 * Keeps the policy snapshot of this process no older than two seconds: a
 * change on any replica is seen by its epoch. Where that cannot be asked, no
 * request is decided.
 */
export class PolicyWatcher {
  readonly #compiler: PolicyCompiler;
  readonly #policyEpoch: PolicyEpoch;
  readonly #catalog: PolicyCatalogSource;
  readonly #maxCatalogAgeMs: number;
  readonly #clock: Clock;
  readonly #logger: LoggerService;
  #snapshot: PolicySnapshot | undefined;
  #refreshing: Promise<PolicySnapshot> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #failing = false;

  constructor(options: {
    compiler: PolicyCompiler;
    policyEpoch: PolicyEpoch;
    catalog: PolicyCatalogSource;
    /** A catalog that was not read for so long decides nothing. */
    maxCatalogAgeMs: number;
    clock: Clock;
    logger: LoggerService;
  }) {
    this.#compiler = options.compiler;
    this.#policyEpoch = options.policyEpoch;
    this.#catalog = options.catalog;
    this.#maxCatalogAgeMs = options.maxCatalogAgeMs;
    this.#clock = options.clock;
    this.#logger = options.logger;
  }

  start(): void {
    this.#policyEpoch.onAdvance(
      () => void this.#refreshAnew().catch(() => undefined),
    );
    const tick = async () => {
      await this.#refresh().catch(() => undefined);
      this.#timer = setTimeout(tick, POLL_INTERVAL_MS).unref();
    };
    this.#timer = setTimeout(tick, 0).unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /**
   * The policy of now. A key that it does not know may have been issued a
   * moment ago on another replica, so it is read anew for such a one.
   *
   * @throws GatewayError 503 where no snapshot of now can be had.
   */
  async current(keyId: string): Promise<PolicySnapshot> {
    const fresh = this.#freshSnapshot();
    if (fresh?.keys.has(keyId)) {
      return fresh;
    }
    const isOfNow = await within(PATIENCE_MS, this.#refresh()).then(
      () => true,
      () => false,
    );
    const snapshot = this.#freshSnapshot();
    // Without a reading of now nobody can say that a key does not exist.
    if (!snapshot || !(isOfNow || snapshot.keys.has(keyId))) {
      throw new GatewayError({
        status: 503,
        code: 'policy_unavailable',
        message:
          'The gateway cannot read its policy now, and decides nothing without it. Try again in a moment.',
        retryAfterSeconds: 1,
      });
    }
    return snapshot;
  }

  /** How old what decides is, and how old it may be, in milliseconds. */
  get ages(): Record<'snapshot' | 'catalog', { value: number; limit: number }> {
    const nowMs = this.#clock();
    const age = (sinceMs: number | undefined) =>
      // Before the first reading it is as old as the clock itself.
      Math.max(nowMs - (sinceMs ?? 0), 0);
    return {
      snapshot: {
        value: age(this.#snapshot?.confirmedAtMs),
        limit: MAX_AGE_MS,
      },
      catalog: {
        value: age(this.#snapshot?.catalogReadAtMs),
        limit: this.#maxCatalogAgeMs,
      },
    };
  }

  #freshSnapshot(): PolicySnapshot | undefined {
    const snapshot = this.#snapshot;
    const nowMs = this.#clock();
    return snapshot &&
      nowMs - snapshot.confirmedAtMs <= MAX_AGE_MS &&
      // One that was read in the future is of a portal whose clock is wrong: nobody knows how old it is.
      Math.abs(nowMs - snapshot.catalogReadAtMs) <= this.#maxCatalogAgeMs
      ? snapshot
      : undefined;
  }

  /** After a change: a reading that already runs may have missed it. */
  async #refreshAnew(): Promise<void> {
    await this.#refreshing?.catch(() => undefined);
    await this.#refresh();
  }

  /** Callers at the same time share one reading. */
  #refresh(): Promise<PolicySnapshot> {
    this.#refreshing ??= this.#read().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  async #read(): Promise<PolicySnapshot> {
    try {
      const confirmedAtMs = this.#clock();
      const [epoch, catalog] = await Promise.all([
        this.#policyEpoch.read(),
        this.#catalog.current(),
      ]);
      const last = this.#snapshot;
      const snapshot =
        last?.epoch === epoch && last.catalogReadAtMs === catalog.readAtMs
          ? { ...last, confirmedAtMs }
          : await this.#compiler.compile({ epoch, confirmedAtMs, catalog });
      this.#snapshot = snapshot;
      this.#failing = false;
      return snapshot;
    } catch (error) {
      if (!this.#failing) {
        this.#logger.error(
          'Policy cannot be read; the gateway refuses requests',
          error as Error,
        );
        this.#failing = true;
      }
      throw error;
    }
  }
}

async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('It took too long')), limitMs);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
