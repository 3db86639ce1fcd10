import { Knex } from 'knex';
import { isSqlite } from '../../kernel/openDatabase';
import { PostgresTransaction } from './PostgresTransaction';
import { SqliteTransaction } from './SqliteTransaction';

/**
 * One transaction over the driver's own connection. Knex builds, compiles and
 * wraps each query, which costs more here than the query itself.
 *
 * Statements are executed in the order of their calls, also where none of them
 * is waited for in between: PostgreSQL then gets them in one round trip.
 */
export interface LedgerTransaction {
  /** The driver's connection, for the rare query that knex builds. */
  readonly connection: unknown;

  /** Runs a statement over a recordset, and answers the rows that it returns. */
  run<Row>(sql: string, rows: readonly object[]): Promise<Row[]>;

  /**
   * The same for a statement whose answer nobody needs. It may fail only later;
   * the transaction then fails with its error.
   */
  write(sql: string, rows: readonly object[]): void;
}

/**
 * Runs `work` in a transaction, which may take part in money: it is committed
 * durably before this resolves.
 *
 * @throws CommitInDoubtError where all may be committed or nothing; any other
 *   error means that nothing is.
 */
export async function transact<T>(
  knex: Knex,
  work: (transaction: LedgerTransaction) => Promise<T>,
): Promise<T> {
  const connection = await knex.client.acquireConnection();
  try {
    return await (isSqlite(knex)
      ? SqliteTransaction.run(connection, work)
      : PostgresTransaction.run(connection, work));
  } finally {
    await knex.client.releaseConnection(connection);
  }
}
