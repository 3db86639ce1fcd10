import { LoggerService } from '@backstage/backend-plugin-api';
import { Clock } from '../../kernel/Clock';
import { InstanceStore } from './InstanceStore';

const INTERVAL_MS = 2_000;

/** Shows the other replicas that this gateway lives. */
export class Heartbeat {
  readonly #instanceId: string;
  readonly #store: InstanceStore;
  readonly #clock: Clock;
  readonly #logger: LoggerService;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #failing = false;

  constructor(options: {
    instanceId: string;
    store: InstanceStore;
    clock: Clock;
    logger: LoggerService;
  }) {
    this.#instanceId = options.instanceId;
    this.#store = options.store;
    this.#clock = options.clock;
    this.#logger = options.logger;
  }

  /** Resolves once this gateway is known to the others. */
  async start(): Promise<void> {
    await this.#store.beat(this.#instanceId, this.#clock());
    this.#schedule();
  }

  /** Takes its leave, unless the sweep has rows of it to settle. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#store
      .remove({ instanceId: this.#instanceId })
      .catch(error =>
        this.#logger.warn(`The gateway's heartbeat stays behind: ${error}`),
      );
  }

  #schedule(): void {
    if (!this.#stopped) {
      this.#timer = setTimeout(() => this.#beat(), INTERVAL_MS).unref();
    }
  }

  async #beat(): Promise<void> {
    try {
      await this.#store.beat(this.#instanceId, this.#clock());
      this.#failing = false;
    } catch (error) {
      if (!this.#failing) {
        this.#logger.warn(
          `The gateway's heartbeat cannot be written: ${error}`,
        );
      }
      this.#failing = true;
    }
    this.#schedule();
  }
}
