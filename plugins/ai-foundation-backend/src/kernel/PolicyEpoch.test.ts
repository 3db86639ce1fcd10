import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { openDatabase } from './openDatabase';
import { PolicyEpoch } from './PolicyEpoch';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('PolicyEpoch (%s)', databaseId => {
  const create = async () => {
    const knex = await openDatabase(
      mockServices.database({ knex: await databases.init(databaseId) }),
    );
    const epoch = new PolicyEpoch(knex);
    const listener = jest.fn();
    epoch.onAdvance(listener);
    return { knex, epoch, listener };
  };

  it('grows with a change, and tells of it once that is committed', async () => {
    const { knex, epoch, listener } = await create();
    const before = await epoch.read();
    await knex.transaction(async transaction => {
      await epoch.advance(transaction);
      expect(listener).not.toHaveBeenCalled();
    });
    await new Promise(resolve => setImmediate(resolve));
    expect(listener).toHaveBeenCalledTimes(1);
    expect(await epoch.read()).toBe(before + 1);
  });

  it('stays as it is where a change fails', async () => {
    const { knex, epoch, listener } = await create();
    const before = await epoch.read();
    await expect(
      knex.transaction(async transaction => {
        await epoch.advance(transaction);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await new Promise(resolve => setImmediate(resolve));
    expect(listener).not.toHaveBeenCalled();
    expect(await epoch.read()).toBe(before);
  });
});
