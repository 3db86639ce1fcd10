import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { openDatabase } from '../../kernel/openDatabase';
import { PolicyEpoch } from '../../kernel/PolicyEpoch';
import { PolicyCatalog } from './PolicyCatalog';
import { PolicyCompiler } from './PolicyCompiler';
import { PolicyKey, PolicySnapshot } from './PolicySnapshot';
import { PolicyWatcher } from './PolicyWatcher';

jest.setTimeout(60_000);

const databases = TestDatabases.create();
const KEY = 'key-1';

/** A policy that knows one key, and nothing else. */
const NOTHING: PolicySnapshot = {
  epoch: 0,
  confirmedAtMs: 0,
  catalogReadAtMs: 0,
  keys: new Map([[KEY, {} as PolicyKey]]),
  models: new Map(),
  modelsByName: new Map(),
  tiers: new Map(),
  owners: new Set(),
  people: new Set(),
  inspection: [],
  exemptions: [],
  aup: undefined,
};

describe.each(databases.eachSupportedId())('PolicyWatcher (%s)', databaseId => {
  let knex: Knex;
  let nowMs: number;
  let watcher: PolicyWatcher;
  let compiled: number;
  /** Of the replica that makes changes, which is another than the watcher's. */
  let elsewhere: PolicyEpoch;

  beforeEach(async () => {
    knex = await openDatabase(
      mockServices.database({ knex: await databases.init(databaseId) }),
    );
    nowMs = 1_000_000;
    compiled = 0;
    elsewhere = new PolicyEpoch(knex);
    watcher = new PolicyWatcher({
      policyEpoch: new PolicyEpoch(knex),
      catalog: {
        current: async () => ({ readAtMs: 1_000_000 } as PolicyCatalog),
      },
      compiler: {
        compile: async ({ epoch, confirmedAtMs, catalog }) => {
          compiled++;
          return {
            ...NOTHING,
            epoch,
            confirmedAtMs,
            catalogReadAtMs: catalog.readAtMs,
          };
        },
      } as PolicyCompiler,
      maxCatalogAgeMs: 60_000,
      clock: () => nowMs,
      logger: mockServices.logger.mock(),
    });
  });

  afterEach(() => watcher.stop());

  it('sees a change of another replica within two seconds', async () => {
    watcher.start();
    const before = await watcher.current(KEY);
    await knex.transaction(transaction => elsewhere.advance(transaction));
    const deadline = performance.now() + 2_000;
    let after = before;
    while (after.epoch === before.epoch && performance.now() < deadline) {
      await new Promise(resolve => setTimeout(resolve, 50));
      after = await watcher.current(KEY);
    }
    expect(after.epoch).toBe(before.epoch + 1);
  });

  it('asks at once about a key that it does not know', async () => {
    const before = await watcher.current(KEY);
    await knex.transaction(transaction => elsewhere.advance(transaction));
    expect((await watcher.current(KEY)).epoch).toBe(before.epoch);
    expect((await watcher.current('new-key')).epoch).toBe(before.epoch + 1);
  });

  it('compiles anew only after a change', async () => {
    await watcher.current(KEY);
    nowMs += 3_000;
    await watcher.current(KEY);
    expect(compiled).toBe(1);
  });

  it('decides nothing where its database is gone for two seconds', async () => {
    await watcher.current(KEY);
    await knex.destroy();
    nowMs += 2_000;
    await expect(watcher.current(KEY)).resolves.toBeDefined();
    nowMs += 1;
    await expect(watcher.current(KEY)).rejects.toMatchObject({
      status: 503,
      code: 'policy_unavailable',
    });
  });

  it('calls no key unknown while its database is gone', async () => {
    await watcher.current(KEY);
    await knex.destroy();
    await expect(watcher.current('new-key')).rejects.toMatchObject({
      status: 503,
    });
  });

  it('decides nothing by a catalog of a portal whose clock is far ahead', async () => {
    nowMs -= 60_001;
    await expect(watcher.current(KEY)).rejects.toMatchObject({
      code: 'policy_unavailable',
    });
  });

  it('decides nothing by a catalog that was not read for a minute', async () => {
    nowMs += 60_001;
    await expect(watcher.current(KEY)).rejects.toMatchObject({
      status: 503,
      code: 'policy_unavailable',
    });
  });
});
