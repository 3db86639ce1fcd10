import { LoggerService } from '@backstage/backend-plugin-api';
import { Clock } from '../../kernel/Clock';
import { ReplicaHealth } from './ReplicaHealth';
import { ReportStore } from './ReportStore';

/** A change of state is told so soon. */
const LOOK_INTERVAL_MS = 1_000;
/** And that nothing has changed, so often. */
const REPORT_INTERVAL_MS = 5_000;
/** A replica that was silent for so long is no longer worth a line. */
const FORGET_AFTER_MS = 60 * 60_000;

/** Tells the other replicas how this one is. */
export class Reporter {
  readonly #health: ReplicaHealth;
  readonly #store: ReportStore;
  readonly #clock: Clock;
  readonly #logger: LoggerService;
  #last: { state: string; at: number } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #failing = false;

  constructor(options: {
    health: ReplicaHealth;
    store: ReportStore;
    clock: Clock;
    logger: LoggerService;
  }) {
    this.#health = options.health;
    this.#store = options.store;
    this.#clock = options.clock;
    this.#logger = options.logger;
  }

  start(): void {
    void this.#tick();
  }

  /** Takes its leave. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#store.remove(this.#health.instanceId).catch(() => undefined);
  }

  async #report(): Promise<void> {
    const at = performance.now();
    const last = this.#last;
    const { state } = this.#health;
    if (state === last?.state && at - last.at < REPORT_INTERVAL_MS) {
      return;
    }
    await this.#store.write(this.#health.report());
    await this.#store.forget(this.#clock() - FORGET_AFTER_MS);
    this.#last = { state, at };
  }

  async #tick(): Promise<void> {
    try {
      await this.#report();
      this.#failing = false;
    } catch (error) {
      if (!this.#failing) {
        this.#logger.warn(`The gateway cannot report its health: ${error}`);
      }
      this.#failing = true;
    }
    if (!this.#stopped) {
      this.#timer = setTimeout(
        () => void this.#tick(),
        LOOK_INTERVAL_MS,
      ).unref();
    }
  }
}
