import { CommitInDoubtError } from './GroupCommit';
import { LedgerTransaction } from './LedgerTransaction';

/** What of the driver's connection is used here. */
export interface SqliteConnection {
  readonly inTransaction: boolean;
  prepare(sql: string): SqliteStatement;
}

interface SqliteStatement {
  /** Whether it answers rows. */
  readonly reader: boolean;
  all(bindings: object): unknown[];
  run(bindings?: object): unknown;
}

const statements = new WeakMap<
  SqliteConnection,
  Map<string, SqliteStatement>
>();

/**
 * On SQLite, which works inside of this process: each statement is executed as
 * it is called, once for each row, so that a batch is done in one turn of the
 * event loop.
 */
export class SqliteTransaction implements LedgerTransaction {
  readonly connection: SqliteConnection;

  static async run<T>(
    connection: SqliteConnection,
    work: (transaction: LedgerTransaction) => Promise<T>,
  ): Promise<T> {
    // At once, because a reader that becomes a writer may find that it is too late.
    prepared(connection, 'BEGIN IMMEDIATE').run();
    try {
      const result = await work(new SqliteTransaction(connection));
      commit(connection);
      return result;
    } finally {
      if (connection.inTransaction) {
        prepared(connection, 'ROLLBACK').run();
      }
    }
  }

  private constructor(connection: SqliteConnection) {
    this.connection = connection;
  }

  async run<Row>(sql: string, rows: readonly object[]): Promise<Row[]> {
    const statement = prepared(this.connection, sql);
    if (!statement.reader) {
      rows.forEach(row => statement.run(bindingsOf(row)));
      return [];
    }
    return rows.flatMap(row => statement.all(bindingsOf(row)) as Row[]);
  }

  write(sql: string, rows: readonly object[]): void {
    const statement = prepared(this.connection, sql);
    for (const row of rows) {
      if (statement.reader) {
        statement.all(bindingsOf(row));
      } else {
        statement.run(bindingsOf(row));
      }
    }
  }
}

function commit(connection: SqliteConnection): void {
  try {
    prepared(connection, 'COMMIT').run();
  } catch (error) {
    throw new CommitInDoubtError('', { cause: error });
  }
}

/** SQLite compiles a statement in the time that it takes to run it; there are a handful of them. */
function prepared(connection: SqliteConnection, sql: string): SqliteStatement {
  let known = statements.get(connection);
  if (!known) {
    known = new Map();
    statements.set(connection, known);
  }
  let statement = known.get(sql);
  if (!statement) {
    statement = connection.prepare(sql);
    known.set(sql, statement);
  }
  return statement;
}

/** SQLite knows no booleans. */
function bindingsOf(row: object): object {
  const entries = Object.entries(row);
  return entries.some(([, value]) => typeof value === 'boolean')
    ? Object.fromEntries(
        entries.map(([name, value]) => [
          name,
          typeof value === 'boolean' ? Number(value) : value,
        ]),
      )
    : row;
}
