import { BEGIN_WITH_ADMISSION_LOCK } from '../../kernel/admissionLock';
import { CommitInDoubtError } from './GroupCommit';
import { LedgerTransaction } from './LedgerTransaction';

/** What of the driver's client is used here. */
interface PostgresClient {
  /** Whether queries are sent while answers to earlier ones are still to come. */
  pipeline?: boolean;
  query(query: {
    text: string;
    name?: string;
    values?: string[];
  }): Promise<{ command: string; rows: unknown[] }>;
  /** Tells knex's pool that the connection is not to be used again. */
  __knex__disposed?: unknown;
}

/**
 * Plans are kept with the connection, so they must not depend on how full the
 * tables were when they were made: a batch always looks up each of its rows.
 */
const BEGIN = `${BEGIN_WITH_ADMISSION_LOCK};
  SET LOCAL enable_seqscan = off;
  SET LOCAL enable_hashjoin = off;
  SET LOCAL enable_mergejoin = off`;

const names = new Map<string, string>();

/**
 * On PostgreSQL: statements are prepared once a connection, take their rows as
 * one JSON array, and are sent without waiting for the answers before them.
 */
export class PostgresTransaction implements LedgerTransaction {
  readonly connection: PostgresClient;
  /** In the order of their calls. */
  readonly #writes: Array<Promise<unknown>> = [];

  static async run<T>(
    client: PostgresClient,
    work: (transaction: LedgerTransaction) => Promise<T>,
  ): Promise<T> {
    const pipelined = client.pipeline;
    client.pipeline = true;
    try {
      return await new PostgresTransaction(client).#run(work);
    } finally {
      client.pipeline = pipelined;
    }
  }

  private constructor(client: PostgresClient) {
    this.connection = client;
  }

  async run<Row>(sql: string, rows: readonly object[]): Promise<Row[]> {
    const result = await this.#query(sql, rows);
    return result.rows as Row[];
  }

  write(sql: string, rows: readonly object[]): void {
    this.#later(this.#query(sql, rows));
  }

  async #run<T>(
    work: (transaction: LedgerTransaction) => Promise<T>,
  ): Promise<T> {
    this.#later(this.connection.query({ text: BEGIN }));
    let result: T;
    try {
      result = await work(this);
    } catch (error) {
      await this.#rollBack();
      // After a failure all that follows is refused, so that the first one tells why.
      throw (await this.#failure()) ?? error;
    }
    await this.#commit();
    return result;
  }

  /** Sent right behind the last writes; the answers to all of them come together. */
  async #commit(): Promise<void> {
    const committed = this.connection.query({ text: 'COMMIT' });
    const [commit] = await Promise.allSettled([committed, ...this.#writes]);
    const failure =
      (await this.#failure()) ??
      (commit.status === 'rejected' ? commit.reason : undefined);
    if (failure !== undefined && !isAnswerOfServer(failure)) {
      throw new CommitInDoubtError('', { cause: failure });
    }
    if (failure !== undefined) {
      throw failure;
    }
  }

  /** Why the first of the writes has failed, if one has. */
  async #failure(): Promise<unknown> {
    const ends = await Promise.allSettled(this.#writes);
    return ends.find(end => end.status === 'rejected')?.reason;
  }

  #later(write: Promise<unknown>): void {
    write.catch(() => undefined);
    this.#writes.push(write);
  }

  #query(sql: string, rows: readonly object[]) {
    return this.connection.query({
      text: sql,
      name: nameOf(sql),
      values: [JSON.stringify(rows)],
    });
  }

  async #rollBack(): Promise<void> {
    try {
      await this.connection.query({ text: 'ROLLBACK' });
    } catch (error) {
      this.connection.__knex__disposed = error;
    }
  }
}

function nameOf(sql: string): string {
  let name = names.get(sql);
  if (!name) {
    name = `ai-foundation-ledger-${names.size + 1}`;
    names.set(sql, name);
  }
  return name;
}

/** The server refused a statement, and lives: the transaction was rolled back. */
function isAnswerOfServer(error: unknown): boolean {
  return (error as { severity?: unknown } | undefined)?.severity === 'ERROR';
}
