import { LoggerService } from '@backstage/backend-plugin-api';
import { PresentedKey } from '../policy/PolicySnapshot';
import { KeyStore } from './KeyStore';

/** How often a use of the same secret is written down at most. */
const INTERVAL_MS = 5_000;
/** More keys than that are not in the middle of a rotation. */
const MAX_REMEMBERED = 10_000;

/**
 * Remembers which secret of a rotated key is still used, so that a person knows
 * when the earlier one can end. A request never waits for it.
 */
export class SecretUse {
  readonly #store: KeyStore;
  readonly #logger: LoggerService;
  readonly #writtenAtMs = new Map<string, number>();

  constructor(options: { store: KeyStore; logger: LoggerService }) {
    this.#store = options.store;
    this.#logger = options.logger;
  }

  note({ id, previous, presentedSecret }: PresentedKey, nowMs: number): void {
    if (!previous || nowMs >= previous.validUntilMs) {
      return;
    }
    const use = `${id} ${previous.secretSha256} ${presentedSecret}`;
    const lastMs = this.#writtenAtMs.get(use);
    if (lastMs !== undefined && nowMs - lastMs < INTERVAL_MS) {
      return;
    }
    if (this.#writtenAtMs.size >= MAX_REMEMBERED) {
      this.#writtenAtMs.clear();
    }
    this.#writtenAtMs.set(use, nowMs);
    this.#store.markSecretUsed(id, presentedSecret, nowMs).catch(error => {
      this.#logger.warn(`The use of key ${id} was not written down: ${error}`);
    });
  }
}
