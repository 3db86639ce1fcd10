import { Knex } from 'knex';
import { ChainEntry, chainHash } from '../../kernel/HashChain';
import { AupAcknowledgement } from './types';

const PAGE_SIZE = 1_000;

/** The newest acknowledgement of a person, as far as lists need it. */
export interface NewestAcknowledgement {
  version: string;
  major: number;
  minor: number;
  acknowledgedAtMs: number;
  consentSha256: string | undefined;
}

/** A stored acknowledgement, with its place in the chain. */
export interface ChainedAcknowledgement extends AupAcknowledgement {
  /** Over the acknowledgement and the one before it. */
  hash: string;
}

/** Acknowledgements and who has seen what, in SQL. */
export class AcknowledgementStore {
  readonly #knex: Knex;
  readonly #countsDemo: boolean;

  /** @param options.countsDemo - whether versions of demo origin count. */
  constructor(options: { knex: Knex; countsDemo: boolean }) {
    this.#knex = options.knex;
    this.#countsDemo = options.countsDemo;
  }

  async get(
    version: string,
    userRef: string,
    knex: Knex = this.#knex,
  ): Promise<ChainedAcknowledgement | undefined> {
    const row = await knex<AcknowledgementRow>('aup_acknowledgements')
      .where({ version, user_ref: userRef })
      .first();
    return row && toAcknowledgement(row);
  }

  /** Puts it at the end of the chain; call while no other change is under way. */
  async append(
    transaction: Knex.Transaction,
    acknowledgement: AupAcknowledgement,
  ): Promise<ChainedAcknowledgement> {
    const previousHash = await this.head(transaction);
    const columns = columnsOf(acknowledgement);
    const hash = chainHash(previousHash, columns);
    await transaction('aup_acknowledgements').insert({
      ...columns,
      previous_hash: previousHash,
      hash,
    });
    await transaction('aup_acknowledgement_chain')
      .where('id', 1)
      .update({ head: hash });
    return { ...acknowledgement, hash };
  }

  /** The hash of the newest one. */
  async head(knex: Knex = this.#knex): Promise<string> {
    const row = await knex('aup_acknowledgement_chain')
      .where('id', 1)
      .first('head');
    return row.head;
  }

  /** The next ones of the chain, in order. */
  async page(afterSeq: number): Promise<ChainEntry[]> {
    const rows: AcknowledgementRow[] = await this.#knex('aup_acknowledgements')
      .where('id', '>', afterSeq)
      .orderBy('id')
      .limit(PAGE_SIZE);
    return rows.map(row => ({
      seq: Number(row.id),
      content: columnsOf(toAcknowledgement(row)),
      previousHash: row.previous_hash,
      hash: row.hash,
    }));
  }

  /** Each person's acknowledgement of the highest version that counts. */
  async newest(
    of: { userRefs?: readonly string[]; upToMajor?: number } = {},
    knex: Knex = this.#knex,
  ): Promise<Map<string, NewestAcknowledgement>> {
    const query = this.#counting(knex)
      .orderBy(['aup_versions.major', 'aup_versions.minor'])
      .select(
        'aup_acknowledgements.user_ref',
        'aup_acknowledgements.version',
        'aup_acknowledgements.acknowledged_at_ms',
        'aup_acknowledgements.consent_sha256',
        'aup_versions.major',
        'aup_versions.minor',
      );
    if (of.userRefs) {
      query.whereIn('aup_acknowledgements.user_ref', [...of.userRefs]);
    }
    if (of.upToMajor !== undefined) {
      query.where('aup_versions.major', '<=', of.upToMajor);
    }
    const rows = await query;
    // Each later one is a higher version, and takes the place of the one before.
    return new Map(
      rows.map(row => [
        row.user_ref,
        {
          version: row.version,
          major: row.major,
          minor: row.minor,
          acknowledgedAtMs: Number(row.acknowledged_at_ms),
          consentSha256: row.consent_sha256 ?? undefined,
        },
      ]),
    );
  }

  /** Refs of the people who acknowledged a version. */
  async people(version: string): Promise<Set<string>> {
    return refsIn(
      this.#counting(this.#knex).where('aup_versions.version', version),
    );
  }

  /** Refs of the people who acknowledged any version of a major number. */
  async peopleOfMajor(
    major: number,
    knex: Knex = this.#knex,
  ): Promise<Set<string>> {
    return refsIn(this.#counting(knex).where('aup_versions.major', major));
  }

  /** Keeps the first time alone. */
  async see(version: string, userRef: string, atMs: number): Promise<void> {
    await this.#knex('aup_views')
      .insert({ version, user_ref: userRef, seen_at_ms: atMs })
      .onConflict(['version', 'user_ref'])
      .ignore();
  }

  async seenAt(
    version: string,
    userRef: string,
    knex: Knex = this.#knex,
  ): Promise<number | undefined> {
    const row = await knex('aup_views')
      .where({ version, user_ref: userRef })
      .first('seen_at_ms');
    return row && Number(row.seen_at_ms);
  }

  /** When each person opened a version first. */
  async views(version: string): Promise<Map<string, number>> {
    const rows = await this.#knex('aup_views').where('version', version);
    return new Map(rows.map(row => [row.user_ref, Number(row.seen_at_ms)]));
  }

  #counting(knex: Knex) {
    const query = knex('aup_acknowledgements').join(
      'aup_versions',
      'aup_versions.version',
      'aup_acknowledgements.version',
    );
    return this.#countsDemo
      ? query
      : query.where('aup_versions.origin', '<>', 'demo');
  }
}

async function refsIn(query: Knex.QueryBuilder): Promise<Set<string>> {
  const refs: string[] = await query
    .distinct('aup_acknowledgements.user_ref')
    .pluck('aup_acknowledgements.user_ref');
  return new Set(refs);
}

interface AcknowledgementRow {
  id: number | string;
  version: string;
  sha256: string;
  user_ref: string;
  user_name: string;
  user_email: string | null;
  consent_text: string | null;
  consent_sha256: string | null;
  auth: string | null;
  acknowledged_at_ms: number | string;
  seen_at_ms: number | string | null;
  origin: AupAcknowledgement['origin'];
  previous_hash: string | null;
  hash: string | null;
}

/** What the chain covers. */
function columnsOf(acknowledgement: AupAcknowledgement) {
  return {
    version: acknowledgement.version,
    sha256: acknowledgement.sha256,
    user_ref: acknowledgement.userRef,
    user_name: acknowledgement.userName,
    user_email: acknowledgement.userEmail ?? null,
    consent_text: acknowledgement.consent?.text ?? null,
    consent_sha256: acknowledgement.consent?.sha256 ?? null,
    auth: acknowledgement.auth ?? null,
    acknowledged_at_ms: acknowledgement.acknowledgedAtMs,
    seen_at_ms: acknowledgement.seenAtMs ?? null,
    origin: acknowledgement.origin,
  };
}

function toAcknowledgement(row: AcknowledgementRow): ChainedAcknowledgement {
  return {
    version: row.version,
    sha256: row.sha256,
    userRef: row.user_ref,
    userName: row.user_name,
    userEmail: row.user_email ?? undefined,
    consent:
      row.consent_text === null || row.consent_sha256 === null
        ? undefined
        : { text: row.consent_text, sha256: row.consent_sha256 },
    auth: row.auth ?? undefined,
    acknowledgedAtMs: Number(row.acknowledged_at_ms),
    seenAtMs: row.seen_at_ms === null ? undefined : Number(row.seen_at_ms),
    origin: row.origin,
    hash: row.hash ?? '',
  };
}
