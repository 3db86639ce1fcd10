import { Knex } from 'knex';
import { isSqlite } from '../../kernel/openDatabase';

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
 * A table expression, named `r`, whose rows are bound to a statement. On
 * PostgreSQL they come from one JSON array, so that the statement has the same
 * text for one row as for hundreds; on SQLite it is one row, and the statement
 * is run once for each. A statement may have one such expression.
 */
export function recordset(knex: Knex, columns: Columns): string {
  const entries = Object.entries(columns);
  if (isSqlite(knex)) {
    // The driver binds every number as a floating one.
    const values = entries.map(([name, type]) =>
      type === 'numeric' || type === 'bigint'
        ? `CAST(@${name} AS INTEGER) AS ${name}`
        : `@${name} AS ${name}`,
    );
    return `(SELECT ${values.join(', ')}) AS r`;
  }
  const types = entries.map(([name, type]) => `${name} ${type}`);
  return `jsonb_to_recordset($1::jsonb) AS r(${types.join(', ')})`;
}

/** Locks the rows of `table` that a SELECT finds; SQLite has one writer anyway. */
export function lockRowsOf(knex: Knex, table: string): string {
  return isSqlite(knex) ? '' : `FOR NO KEY UPDATE OF ${table}`;
}
