import { Knex } from 'knex';

/** The one row that portals write and data planes read. */
export interface SharedCatalogRow {
  readAtMs: number;
  /** Of the content. */
  sha256: string;
}

const ROW = { id: 1 };
/** Clocks of portals may differ by so much. */
const MAX_AHEAD_MS = 60_000;

/** The SQL of the catalog that a portal shares with data planes. */
export class SharedCatalogStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async head(): Promise<SharedCatalogRow | undefined> {
    const row = await this.#knex('shared_catalog')
      .where(ROW)
      .first('read_at_ms', 'sha256');
    return row && { readAtMs: Number(row.read_at_ms), sha256: row.sha256 };
  }

  async content(): Promise<
    (SharedCatalogRow & { content: string }) | undefined
  > {
    const row = await this.#knex('shared_catalog').where(ROW).first();
    return (
      row && {
        readAtMs: Number(row.read_at_ms),
        sha256: row.sha256,
        content: row.content,
      }
    );
  }

  /** Says that the content still holds; answers false where another one is stored, or a later time. */
  async confirm({ readAtMs, sha256 }: SharedCatalogRow): Promise<boolean> {
    const updated = await this.#knex('shared_catalog')
      .where({ ...ROW, sha256 })
      .where('read_at_ms', '<', readAtMs)
      .update({ read_at_ms: readAtMs });
    return updated > 0;
  }

  /**
   * Unless another portal has read the catalog later; one that did so in the
   * far future had a wrong clock, and would otherwise have the last word for ever.
   */
  async write(row: SharedCatalogRow & { content: string }): Promise<void> {
    await this.#knex('shared_catalog')
      .insert({
        ...ROW,
        read_at_ms: row.readAtMs,
        sha256: row.sha256,
        content: row.content,
      })
      .onConflict('id')
      .merge()
      .where(stored =>
        stored
          .where('shared_catalog.read_at_ms', '<', row.readAtMs)
          .orWhere(
            'shared_catalog.read_at_ms',
            '>',
            row.readAtMs + MAX_AHEAD_MS,
          ),
      );
  }
}
