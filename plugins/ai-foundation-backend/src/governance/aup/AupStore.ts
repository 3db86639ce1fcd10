import { Knex } from 'knex';
import { PublishedAup } from './types';

/** Versions of the policy, in SQL. */
export class AupStore {
  readonly #knex: Knex;
  readonly #countsDemo: boolean;

  /** @param options.countsDemo - whether rows of demo origin are in force. */
  constructor(options: { knex: Knex; countsDemo: boolean }) {
    this.#knex = options.knex;
    this.#countsDemo = options.countsDemo;
  }

  /** The version in force. */
  async current(knex: Knex = this.#knex): Promise<PublishedAup | undefined> {
    const row = await this.#versions(knex).first();
    return row && toPublishedAup(row);
  }

  /** The highest version number that is taken, in force or not. */
  async highest(knex: Knex): Promise<PublishedAup | undefined> {
    const row = await versions(knex).first();
    return row && toPublishedAup(row);
  }

  async get(version: string): Promise<PublishedAup | undefined> {
    const row = await this.#versions(this.#knex)
      .where('version', version)
      .first();
    return row && toPublishedAup(row);
  }

  /** The newest first. */
  async list(knex: Knex = this.#knex): Promise<PublishedAup[]> {
    return (await this.#versions(knex)).map(toPublishedAup);
  }

  async insert(transaction: Knex.Transaction, aup: PublishedAup) {
    await transaction('aup_versions').insert({
      version: aup.version,
      major: aup.major,
      minor: aup.minor,
      title: aup.title,
      document: JSON.stringify(aup.document),
      text: aup.text,
      sha256: aup.sha256,
      published_at_ms: aup.publishedAtMs,
      published_by: aup.publishedBy,
      origin: aup.origin,
    });
  }

  #versions(knex: Knex) {
    const query = versions(knex);
    return this.#countsDemo
      ? query
      : query.where('aup_versions.origin', '<>', 'demo');
  }
}

function versions(knex: Knex) {
  return knex('aup_versions').orderBy([
    { column: 'major', order: 'desc' },
    { column: 'minor', order: 'desc' },
  ]);
}

function toPublishedAup(row: {
  version: string;
  major: number;
  minor: number;
  title: string;
  document: string;
  text: string;
  sha256: string;
  published_at_ms: number | string;
  published_by: string;
  origin: PublishedAup['origin'];
}): PublishedAup {
  return {
    version: row.version,
    major: row.major,
    minor: row.minor,
    title: row.title,
    document: JSON.parse(row.document),
    text: row.text,
    sha256: row.sha256,
    publishedAtMs: Number(row.published_at_ms),
    publishedBy: row.published_by,
    origin: row.origin,
  };
}
