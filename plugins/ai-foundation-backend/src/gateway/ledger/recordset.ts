import { isSqlite } from '../../kernel/openDatabase';
import { Knex } from 'knex';

/** What a column's value is in the JSON that carries it. */
interface JsonTypes {
  text: string;
  bigint: number;
  /** Integer pico-dollars as a decimal string. */
  numeric: string;
  'double precision': number;
  boolean: boolean;
}

export type Columns = Readonly<Record<string, keyof JsonTypes>>;

/** One row; `undefined` becomes NULL. */
export type RowOf<T extends Columns> = {
  [K in keyof T]: JsonTypes[T[K]] | undefined;
};

/**
 * A table expression, named `r`, whose rows come from one JSON array that is
 * bound to its one `?`. A statement over it has the same text for one row as
 * for hundreds.
 */
export function recordset(knex: Knex, columns: Columns): string {
  const entries = Object.entries(columns);
  if (isSqlite(knex)) {
    const values = entries.map(([name, type]) =>
      type === 'numeric'
        ? `CAST(value ->> '${name}' AS INTEGER) AS ${name}`
        : `value ->> '${name}' AS ${name}`,
    );
    return `(SELECT ${values.join(', ')} FROM json_each(?)) AS r`;
  }
  const types = entries.map(([name, type]) => `${name} ${type}`);
  return `jsonb_to_recordset(?::jsonb) AS r(${types.join(', ')})`;
}

/** Locks the rows of `table` that a SELECT finds; SQLite has one writer anyway. */
export function lockRowsOf(knex: Knex, table: string): string {
  return isSqlite(knex) ? '' : `FOR NO KEY UPDATE OF ${table}`;
}

/** Runs a statement over one recordset, and answers the rows that it returns. */
export async function runWith<Row>(
  transaction: Knex.Transaction,
  sql: string,
  rows: readonly object[],
): Promise<Row[]> {
  const json = JSON.stringify(rows);
  if (isSqlite(transaction)) {
    const connection: SqliteConnection =
      await transaction.client.acquireConnection();
    const statement = prepared(connection, sql);
    if (statement.reader) {
      return statement.all(json) as Row[];
    }
    statement.run(json);
    return [];
  }
  const result = await transaction.raw(sql, [json]);
  return result.rows ?? [];
}

/** What of the driver's connection is used here. */
interface SqliteConnection {
  prepare(sql: string): SqliteStatement;
}

interface SqliteStatement {
  /** Whether it answers rows. */
  reader: boolean;
  all(json: string): unknown[];
  run(json: string): unknown;
}

const statements = new WeakMap<
  SqliteConnection,
  Map<string, SqliteStatement>
>();

/**
 * SQLite compiles a statement in the time that it takes to run it, and knex
 * compiles it each time. There are a handful of them, so all are kept.
 */
function prepared(connection: SqliteConnection, sql: string): SqliteStatement {
  const known = statements.get(connection) ?? new Map();
  statements.set(connection, known);
  const statement = known.get(sql) ?? connection.prepare(sql);
  known.set(sql, statement);
  return statement;
}
