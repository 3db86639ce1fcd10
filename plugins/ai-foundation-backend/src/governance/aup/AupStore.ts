import { Knex } from 'knex';
import { AupAcknowledgement, PublishedAup } from './types';

/** Versions of the policy and their acknowledgements, in SQL. */
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
  async list(): Promise<PublishedAup[]> {
    return (await this.#versions(this.#knex)).map(toPublishedAup);
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

  async acknowledgement(
    version: string,
    userRef: string,
    knex: Knex = this.#knex,
  ): Promise<AupAcknowledgement | undefined> {
    const row = await knex<AcknowledgementRow>('aup_acknowledgements')
      .where({ version, user_ref: userRef })
      .first();
    return row && toAcknowledgement(row);
  }

  async insertAcknowledgement(
    transaction: Knex.Transaction,
    acknowledgement: AupAcknowledgement,
  ) {
    await transaction('aup_acknowledgements').insert({
      version: acknowledgement.version,
      sha256: acknowledgement.sha256,
      user_ref: acknowledgement.userRef,
      user_name: acknowledgement.userName,
      acknowledged_at_ms: acknowledgement.acknowledgedAtMs,
    });
  }

  /** Each person's acknowledgement of the highest version that counts. */
  async newestAcknowledgements(): Promise<Map<string, AupAcknowledgement>> {
    const rows: AcknowledgementRow[] = await this.#versions(this.#knex)
      .join(
        'aup_acknowledgements',
        'aup_acknowledgements.version',
        'aup_versions.version',
      )
      .select('aup_acknowledgements.*');
    const newest = new Map<string, AupAcknowledgement>();
    for (const row of rows) {
      if (!newest.has(row.user_ref)) {
        newest.set(row.user_ref, toAcknowledgement(row));
      }
    }
    return newest;
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

interface AcknowledgementRow {
  version: string;
  sha256: string;
  user_ref: string;
  user_name: string;
  acknowledged_at_ms: number | string;
}

function toAcknowledgement(row: AcknowledgementRow): AupAcknowledgement {
  return {
    version: row.version,
    sha256: row.sha256,
    userRef: row.user_ref,
    userName: row.user_name,
    acknowledgedAtMs: Number(row.acknowledged_at_ms),
  };
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
