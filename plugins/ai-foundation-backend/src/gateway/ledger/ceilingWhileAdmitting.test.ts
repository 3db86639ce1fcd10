import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Knex } from 'knex';
import { CeilingService } from '../../governance/ceilings/CeilingService';
import { CeilingStore } from '../../governance/ceilings/CeilingStore';
import { RaiseStore } from '../../governance/ceilings/RaiseStore';
import { AuditTrail } from '../../kernel/AuditTrail';
import { CatalogView } from '../../kernel/CatalogView';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { PolicyEpoch } from '../../kernel/PolicyEpoch';
import { LedgerBench, MODEL, NOW_MS } from './__testUtils__/LedgerBench';
import { RunningLedger } from './createLedger';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const REPLICAS = 3;
const CLIENTS_PER_REPLICA = 8;
const ROUNDS = 12;
const SETTER = 'user:default/fin';

function createCeilings(knex: Knex): CeilingService {
  const clock = () => NOW_MS;
  const entity = (kind: string, name: string) => ({
    apiVersion: 'test',
    kind,
    metadata: { name, namespace: 'default' },
    spec: { type: 'team' },
  });
  const auditTrail = new AuditTrail({ knex, clock });
  return new CeilingService({
    store: new CeilingStore({ knex, countsDemo: false }),
    raises: new RaiseStore({ knex, countsDemo: false }),
    auditTrail,
    policyChanges: new PolicyChanges({
      knex,
      auditTrail,
      policyEpoch: new PolicyEpoch(knex),
    }),
    catalogView: new CatalogView({
      catalog: catalogServiceMock({
        entities: [
          entity('User', 'fin'),
          entity('Group', 'payments'),
          entity('AiModel', 'small'),
        ],
      }),
      auth: mockServices.auth(),
      logger: mockServices.logger.mock(),
      clock,
    }),
    timeZone: 'UTC',
    clock,
  });
}

describe.each(databases.eachSupportedId())(
  'a ceiling that is set while requests run (%s)',
  databaseId => {
    it('counts every one of them exactly once', async () => {
      const bench = await LedgerBench.create(await databases.init(databaseId));
      const replicas = Array.from({ length: REPLICAS }, () => bench.ledger());
      await Promise.all(replicas.map(replica => replica.start()));
      const ceilings = createCeilings(bench.knex);

      const client = async ({ ledger }: RunningLedger, seed: number) => {
        for (let round = 0; round < ROUNDS; round++) {
          const admission = bench.admission(BigInt(1_000 + seed + round));
          const { admitted } = await ledger.admit(admission);
          // Some stay, as requests do that still run.
          if (admitted && (seed + round) % 3 !== 0) {
            await ledger.settle(
              bench.settlement(admission, BigInt(100 + seed + round)),
            );
          }
        }
      };
      const crowd = replicas.flatMap((replica, index) =>
        Array.from({ length: CLIENTS_PER_REPLICA }, (_, seed) =>
          client(replica, index * CLIENTS_PER_REPLICA + seed),
        ),
      );
      const set = async (
        scope: Parameters<CeilingService['set']>[1]['scope'],
      ) =>
        ceilings.set(
          { userRef: SETTER, origin: 'user' },
          { scope, amountUsd: '1000', reason: 'For tests' },
        );
      await set({ kind: 'organisation' });
      await set({ kind: 'team', ref: 'payments' });
      await set({ kind: 'model', ref: MODEL });
      await set({ kind: 'key', ref: 'key1' });
      await Promise.all(crowd);

      const [{ cost, hold }] = await bench
        .knex('requests')
        .select(
          bench.knex.raw(
            "CAST(SUM(CASE state WHEN 'settled' THEN cost_pico_usd ELSE 0 END) AS TEXT) AS cost",
          ),
          bench.knex.raw(
            "CAST(SUM(CASE state WHEN 'admitted' THEN hold_pico_usd ELSE 0 END) AS TEXT) AS hold",
          ),
        );
      const running = await ceilings.list('all', undefined);
      expect(running).toHaveLength(4);
      for (const { current } of running) {
        expect(current).toEqual({
          windowKey: '2026-11',
          committedPicoUsd: BigInt(cost),
          heldPicoUsd: BigInt(hold),
        });
      }
      await Promise.all(replicas.map(replica => replica.stop()));
    });
  },
);
