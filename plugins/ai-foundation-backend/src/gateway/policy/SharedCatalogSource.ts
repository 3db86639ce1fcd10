import { PolicyCatalog, PolicyCatalogSource } from './PolicyCatalog';
import { fromShared, SharedSettings } from './sharedCatalog';
import { SharedCatalogStore } from './SharedCatalogStore';

/** The catalog as a portal last shared it, for a data plane that has none beside it. */
export class SharedCatalogSource implements PolicyCatalogSource {
  readonly #store: SharedCatalogStore;
  readonly #settings: SharedSettings;
  #last: { sha256: string; catalog: PolicyCatalog } | undefined;

  constructor(options: {
    store: SharedCatalogStore;
    settings: SharedSettings;
  }) {
    this.#store = options.store;
    this.#settings = options.settings;
  }

  async current(): Promise<PolicyCatalog> {
    const head = await this.#store.head();
    if (!head || head.sha256 !== this.#last?.sha256) {
      return this.#read();
    }
    const { catalog } = this.#last;
    if (catalog.readAtMs !== head.readAtMs) {
      this.#last.catalog = { ...catalog, readAtMs: head.readAtMs };
    }
    return this.#last.catalog;
  }

  async #read(): Promise<PolicyCatalog> {
    const row = await this.#store.content();
    if (!row) {
      throw new Error('No portal has shared its catalog yet; start one first');
    }
    const catalog = fromShared(row, this.#settings);
    this.#last = { sha256: row.sha256, catalog };
    return catalog;
  }
}
