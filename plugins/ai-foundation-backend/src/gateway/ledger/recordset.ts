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
  const result = await transaction.raw(sql, [JSON.stringify(rows)]);
  return Array.isArray(result) ? result : result.rows ?? [];
}
