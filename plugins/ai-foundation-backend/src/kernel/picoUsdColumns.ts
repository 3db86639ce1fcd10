import { Knex } from 'knex';

/*
 * Money is read as text, because SQLite's driver answers integers as floats,
 * which above $9,007 no longer tell pico-dollars apart.
 */

/** A column of pico-dollars, for `select`; parse it with `BigInt`. */
export function picoUsdColumn(
  knex: Knex,
  column: string,
  name: string,
): Knex.Raw {
  return knex.raw('CAST(?? AS TEXT) AS ??', [column, name]);
}

/** The sum of a column of pico-dollars, `0` over no rows. */
export function picoUsdSum(knex: Knex, column: string, name: string): Knex.Raw {
  return knex.raw('CAST(COALESCE(SUM(??), 0) AS TEXT) AS ??', [column, name]);
}
