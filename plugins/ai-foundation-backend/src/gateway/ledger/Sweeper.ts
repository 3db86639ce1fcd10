import { LoggerService } from '@backstage/backend-plugin-api';
import { Clock } from '../../kernel/Clock';
import { InstanceStore } from './InstanceStore';
import { LedgerStore, SettlementItem } from './LedgerStore';
import { endOfOrphan } from './rowEnds';

const INTERVAL_MS = 2_500;
/** Five looks are four intervals: a heartbeat that stood still for 10 s. */
export const LOOKS_UNTIL_DEAD = 5;
/** The clocks of replicas may differ that much. */
const EXPIRY_MARGIN_MS = 60_000;
const IDLE_INSTANCE_MS = 3_600_000;
const BATCH = 200;

/**
 * Settles, at their hold, the rows that a dead gateway left, and those whose
 * hold has expired. It runs on every replica; whoever moves a row wins.
 *
 * A gateway is dead when its heartbeat stands still over several looks in a
 * row. Nobody's clock is compared with anybody else's, and a database that was
 * away makes nobody look dead: a look that fails starts the count anew.
 */
export class Sweeper {
  readonly #instanceId: string;
  readonly #instances: InstanceStore;
  readonly #ledger: LedgerStore;
  readonly #clock: Clock;
  readonly #logger: LoggerService;
  #seen = new Map<string, { heartbeat: string | undefined; looks: number }>();
  #timer: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> | undefined;
  #stopped = false;
  #failing = false;

  constructor(options: {
    instanceId: string;
    instances: InstanceStore;
    ledger: LedgerStore;
    clock: Clock;
    logger: LoggerService;
  }) {
    this.#instanceId = options.instanceId;
    this.#instances = options.instances;
    this.#ledger = options.ledger;
    this.#clock = options.clock;
    this.#logger = options.logger;
  }

  start(): void {
    if (!this.#stopped) {
      this.#timer = setTimeout(() => {
        this.#sweeping = this.#tick();
      }, INTERVAL_MS).unref();
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#sweeping;
  }

  /** Looks once, and settles what is found to be left; answers how many rows. */
  async sweep(): Promise<number> {
    const instanceIds = await this.#look();
    const nowMs = this.#clock();
    let settled = 0;
    for (let found = BATCH; found === BATCH && !this.#stopped; ) {
      const orphans = await this.#instances.orphans({
        instanceIds,
        expiredBeforeMs: nowMs - EXPIRY_MARGIN_MS,
        limit: BATCH,
      });
      found = orphans.length;
      const items = orphans.map(
        (orphan): SettlementItem => ({
          kind: 'settlement',
          end: endOfOrphan(orphan, nowMs),
          settled: undefined,
        }),
      );
      if (found > 0) {
        await this.#ledger.commit(items);
      }
      settled += items.filter(item => item.settled).length;
    }
    await this.#instances.remove({
      heartbeatBeforeMs: nowMs - IDLE_INSTANCE_MS,
    });
    return settled;
  }

  /** Compares heartbeats with those of the look before; answers who is dead. */
  async #look(): Promise<string[]> {
    const before = this.#seen;
    this.#seen = new Map();
    for (const [id, heartbeat] of await this.#instances.withRunningRequests()) {
      if (id !== this.#instanceId) {
        const last = before.get(id);
        const still = last !== undefined && last.heartbeat === heartbeat;
        this.#seen.set(id, { heartbeat, looks: still ? last.looks + 1 : 1 });
      }
    }
    return [...this.#seen]
      .filter(([, { looks }]) => looks >= LOOKS_UNTIL_DEAD)
      .map(([id]) => id);
  }

  async #tick(): Promise<void> {
    try {
      const settled = await this.sweep();
      if (settled > 0) {
        this.#logger.warn(
          `Settled ${settled} requests at their hold, because their gateway did not`,
        );
      }
      this.#failing = false;
    } catch (error) {
      if (!this.#failing) {
        this.#logger.warn(`The ledger cannot be swept: ${error}`);
      }
      this.#failing = true;
    }
    this.start();
  }
}
