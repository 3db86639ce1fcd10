import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

const migrationsDirectory = resolvePackagePath(
  '@ai-foundation/backstage-plugin-ai-foundation-backend',
  'migrations',
);

/**
 * The plugin's database at the newest schema.
 *
 * On SQLite it writes ahead (WAL) and waits for the disk at every commit, so
 * that a committed row of the ledger survives a crash of the machine too.
 */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (isSqlite(knex)) {
    await knex.raw('PRAGMA journal_mode = WAL');
    await knex.raw('PRAGMA synchronous = FULL');
  }
  if (!database.migrations?.skip) {
    await knex.migrate.latest({ directory: migrationsDirectory });
  }
  return knex;
}

/**
 * The same, for a process that leaves migrations to the portal.
 *
 * @throws Error where the portal has not yet made them.
 */
export async function openMigratedDatabase(
  database: DatabaseService,
): Promise<Knex> {
  const knex = await database.getClient();
  if (isSqlite(knex)) {
    throw new Error(
      'A data plane alone needs PostgreSQL, because it shares the database with its portal',
    );
  }
  const [, missing] = await knex.migrate.list({
    directory: migrationsDirectory,
  });
  if (missing.length > 0) {
    throw new Error(
      `The database lacks ${missing.length} migrations. Start a portal of this version first`,
    );
  }
  return knex;
}

export function isSqlite(knex: Knex): boolean {
  return String(knex.client.config.client).includes('sqlite');
}
