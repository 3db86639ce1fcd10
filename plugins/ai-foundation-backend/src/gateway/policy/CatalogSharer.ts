import { LoggerService } from '@backstage/backend-plugin-api';
import { PolicyCatalog, PolicyCatalogSource } from './PolicyCatalog';
import { SharedCatalogStore } from './SharedCatalogStore';
import { SharedSettings, toShared } from './sharedCatalog';

/** How often it is looked whether the catalog was read anew. */
const INTERVAL_MS = 500;
/** How often a catalog that has not changed is said to hold still. */
const CONFIRM_INTERVAL_MS = 5_000;

/**
 * Shares what of the catalog decides about requests with data planes that
 * have no portal beside them, through the database.
 */
export class CatalogSharer {
  readonly #catalog: PolicyCatalogSource;
  readonly #store: SharedCatalogStore;
  readonly #settings: SharedSettings;
  readonly #logger: LoggerService;
  #last: PolicyCatalog | undefined;
  #confirmed: { sha256: string; readAtMs: number } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #failing = false;

  constructor(options: {
    catalog: PolicyCatalogSource;
    store: SharedCatalogStore;
    settings: SharedSettings;
    logger: LoggerService;
  }) {
    this.#catalog = options.catalog;
    this.#store = options.store;
    this.#settings = options.settings;
    this.#logger = options.logger;
  }

  start(): void {
    if (!this.#stopped) {
      this.#timer = setTimeout(() => void this.#tick(), INTERVAL_MS).unref();
    }
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /** Shares the catalog as it is known now, where that is news. */
  async share(): Promise<void> {
    const catalog = await this.#catalog.current();
    if (catalog === this.#last) {
      return;
    }
    const { content, sha256 } = toShared(catalog, this.#settings);
    const { readAtMs } = catalog;
    const isSame = this.#confirmed?.sha256 === sha256;
    if (
      !isSame ||
      readAtMs - (this.#confirmed?.readAtMs ?? 0) >= CONFIRM_INTERVAL_MS
    ) {
      const confirmed =
        isSame && (await this.#store.confirm({ readAtMs, sha256 }));
      if (!confirmed) {
        await this.#store.write({ readAtMs, sha256, content });
      }
      this.#confirmed = { sha256, readAtMs };
    }
    this.#last = catalog;
  }

  async #tick(): Promise<void> {
    try {
      await this.share();
      this.#failing = false;
    } catch (error) {
      if (!this.#failing) {
        this.#logger.warn(
          `The catalog cannot be shared with other data planes: ${error}`,
        );
      }
      this.#failing = true;
    }
    this.start();
  }
}
