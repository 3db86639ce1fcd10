import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import Knex, { Knex as KnexClient } from 'knex';

/** A kind of database that a portal can stand on. */
export interface PortalDatabase {
  name: string;
  /** `backend.database` of a portal whose files are in `folder`. */
  configFor(folder: string): Record<string, unknown>;
  /** Looks into the database of AI Foundation from outside. */
  connect(folder: string): KnexClient;
}

const POSTGRES =
  process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING;

function sqlite(): PortalDatabase {
  return {
    name: 'SQLite',
    configFor: folder => ({
      client: 'better-sqlite3',
      connection: { directory: folder },
    }),
    connect: folder =>
      Knex({
        client: 'better-sqlite3',
        connection: { filename: join(folder, 'ai-foundation.sqlite') },
        useNullAsDefault: true,
      }),
  };
}

function postgres(connectionString: string): PortalDatabase {
  const prefix = `portal_${randomBytes(4).toString('hex')}_`;
  return {
    name: 'PostgreSQL',
    configFor: () => ({
      client: 'pg',
      connection: connectionString,
      prefix,
      // Over the demo's own setting, which is one for SQLite.
      plugin: { search: { connection: connectionString } },
    }),
    connect: () => {
      const url = new URL(connectionString);
      url.pathname = `/${prefix}ai-foundation`;
      return Knex({ client: 'pg', connection: url.toString() });
    },
  };
}

/**
 * The databases that this machine has: SQLite always, and the PostgreSQL that
 * `npm test` starts.
 */
export function portalDatabases(): PortalDatabase[] {
  return POSTGRES ? [sqlite(), postgres(POSTGRES)] : [sqlite()];
}
