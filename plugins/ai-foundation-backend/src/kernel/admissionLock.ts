import { Knex } from 'knex';
import { isSqlite } from './openDatabase';

/*
 * A ceiling that is set while requests are being admitted must count each of
 * them exactly once: either the admission sees the ceiling and holds against
 * it, or the ceiling sees the admitted row and takes its hold over. On
 * PostgreSQL admissions share an advisory lock, which the setting of a ceiling
 * takes alone; it goes with the transaction. SQLite has one writer at a time
 * and needs none.
 */
const LOCK = 'ai-foundation.admission';

/** Begins a transaction on PostgreSQL that admits or settles requests. */
export const BEGIN_WITH_ADMISSION_LOCK = `
  BEGIN; SELECT pg_advisory_xact_lock_shared(hashtext('${LOCK}'))`;

/** Taken first in a transaction that changes which ceilings there are. */
export async function lockAdmissionsExclusive(
  transaction: Knex.Transaction,
): Promise<void> {
  if (!isSqlite(transaction)) {
    await transaction.raw('SELECT pg_advisory_xact_lock(hashtext(?))', [LOCK]);
  }
}
