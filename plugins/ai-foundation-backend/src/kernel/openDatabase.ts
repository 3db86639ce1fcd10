import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

const migrationsDirectory = resolvePackagePath(
  '@ai-foundation/backstage-plugin-ai-foundation-backend',
  'migrations',
);

/** 40 MB of writing ahead. */
const CHECKPOINT_PAGES = 10_000;

/**
 * The plugin's database at the newest schema.
 *
 * SQLite writes ahead (WAL): what is committed outlives the process, however it
 * ends. It does not wait for the disk, so that a power cut may take the last
 * moments; who cannot bear that runs PostgreSQL, which does wait.
 */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (isSqlite(knex)) {
    await knex.raw('PRAGMA journal_mode = WAL');
    await knex.raw('PRAGMA synchronous = NORMAL');
    // Rows that change several times on their way are then moved to their place once.
    await knex.raw(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
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
