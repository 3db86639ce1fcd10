import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { openDatabase } from '../../kernel/openDatabase';
import { SharedCatalogStore } from './SharedCatalogStore';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const HOUR_MS = 60 * 60_000;
const NOW = 1_900_000_000_000;

describe.each(databases.eachSupportedId())(
  'the catalog that portals share (%s)',
  databaseId => {
    it('is the one read last, unless its portal’s clock was wrong', async () => {
      const knex = await openDatabase(
        mockServices.database({ knex: await databases.init(databaseId) }),
      );
      const store = new SharedCatalogStore(knex);
      const afterWriting = async (content: string, readAtMs: number) => {
        await store.write({ content, readAtMs, sha256: content });
        return (await store.content())?.content;
      };
      expect(await afterWriting('first', NOW)).toBe('first');
      expect(await afterWriting('later', NOW + 5_000)).toBe('later');
      expect(await afterWriting('earlier', NOW + 1_000)).toBe('later');
      expect(await afterWriting('future', NOW + HOUR_MS)).toBe('future');
      expect(await afterWriting('now', NOW + 6_000)).toBe('now');
    });
  },
);
