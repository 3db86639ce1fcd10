import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { verifyChain } from '../../kernel/HashChain';
import { AcknowledgementStore } from '../aup/AcknowledgementStore';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const migration = {
  directory: resolvePackagePath(
    '@ai-foundation/backstage-plugin-ai-foundation-backend',
    'migrations',
  ),
  name: '20261122120000_acknowledgement_chain.js',
};
const HASH = 'a'.repeat(64);

describe.each(databases.eachSupportedId())(
  'the chain of acknowledgements (%s)',
  databaseId => {
    it('takes up what was acknowledged before there was a chain, and goes down without losing it', async () => {
      const knex = await databases.init(databaseId);
      await knex.migrate.latest({ directory: migration.directory });
      await knex('aup_versions').insert({
        version: '1.0',
        major: 1,
        minor: 0,
        title: 'The policy',
        document: '{}',
        text: '# The policy',
        sha256: HASH,
        published_at_ms: 1,
        published_by: 'user:default/ada',
      });
      await knex('aup_acknowledgements').insert(
        ['ada', 'ben', 'tom'].map((name, index) => ({
          version: '1.0',
          sha256: HASH,
          user_ref: `user:default/${name}`,
          user_name: name,
          acknowledged_at_ms: 1_700_000_000_000 + index,
        })),
      );
      const verdict = async () => {
        const store = new AcknowledgementStore({ knex, countsDemo: false });
        return verifyChain({
          head: () => store.head(),
          page: after => store.page(after),
        });
      };
      expect((await verdict()).complete).toBe(false);

      await knex.migrate.down(migration);
      expect(await knex('aup_acknowledgements')).toHaveLength(3);
      await knex.migrate.up(migration);

      expect(await verdict()).toEqual({
        entries: 3,
        brokenAt: undefined,
        complete: true,
      });
    });
  },
);
