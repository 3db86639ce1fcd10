import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { Knex } from 'knex';
import { AuditTrail } from './AuditTrail';
import { openDatabase } from './openDatabase';
import { PolicyChanges } from './PolicyChanges';
import { PolicyEpoch } from './PolicyEpoch';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const ENTRIES = 8;
const COLUMNS = [
  'at_ms',
  'actor_ref',
  'action',
  'subject',
  'details',
  'origin',
  'previous_hash',
  'hash',
] as const;

describe.each(databases.eachSupportedId())('AuditTrail (%s)', databaseId => {
  let knex: Knex;
  let auditTrail: AuditTrail;
  let changes: PolicyChanges;

  beforeEach(async () => {
    knex = await openDatabase(
      mockServices.database({ knex: await databases.init(databaseId) }),
    );
    let nowMs = Date.UTC(2026, 10, 22);
    auditTrail = new AuditTrail({ knex, clock: () => nowMs++ });
    changes = new PolicyChanges({
      knex,
      auditTrail,
      policyEpoch: new PolicyEpoch(knex),
    });
  });

  const record = (number: number) =>
    changes.make(async () => ({
      outcome: undefined,
      act: {
        actor: { userRef: `user:default/${number}`, origin: 'user' },
        action: `act.${number}`,
        subject: `subject:${number}`,
        details: { number, nothing: undefined, nested: { b: 2, a: 'ü' } },
      },
    }));

  const rows = () => knex('audit_entries').orderBy('seq');

  it('verifies what it has recorded, at whatever length', async () => {
    expect(await auditTrail.verify()).toEqual({
      entries: 0,
      brokenAt: undefined,
      complete: true,
    });
    await record(1);
    await record(2);
    expect(await auditTrail.verify()).toMatchObject({
      entries: 2,
      complete: true,
    });
  });

  it('makes one chain of acts at the same time', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => record(index)));
    expect(await auditTrail.verify()).toEqual({
      entries: 20,
      brokenAt: undefined,
      complete: true,
    });
  });

  it('records nothing of a change that fails', async () => {
    await expect(
      changes.make(async () => {
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await rows()).toHaveLength(0);
  });

  it('finds any changed, removed or swapped entry', async () => {
    for (let number = 0; number < ENTRIES; number++) {
      await record(number);
    }
    const original = await rows();
    const restore = async () => {
      await knex('audit_entries').delete();
      await knex('audit_entries').insert(original);
    };
    const index = fc.nat({ max: ENTRIES - 1 });

    const change = fc.record({
      kind: fc.constant('change' as const),
      index,
      column: fc.constantFrom(...COLUMNS),
    });
    const removal = fc.record({ kind: fc.constant('remove' as const), index });
    const swap = fc
      .record({ kind: fc.constant('swap' as const), index, other: index })
      .filter(({ index: one, other }) => one !== other);

    await fc.assert(
      fc
        .asyncProperty(fc.oneof(change, removal, swap), async tampering => {
          const victim = original[tampering.index];
          const at = knex('audit_entries').where('seq', victim.seq);
          if (tampering.kind === 'change') {
            const value = victim[tampering.column];
            await at.update({
              [tampering.column]:
                tampering.column === 'at_ms'
                  ? Number(value) + 1
                  : `${value.slice(1)}x`,
            });
          } else if (tampering.kind === 'remove') {
            await at.delete();
          } else {
            const other = original[tampering.other];
            await knex('audit_entries')
              .whereIn('seq', [victim.seq, other.seq])
              .delete();
            await knex('audit_entries').insert([
              { ...victim, seq: other.seq },
              { ...other, seq: victim.seq },
            ]);
          }
          expect((await auditTrail.verify()).complete).toBe(false);
        })
        .afterEach(restore),
      { numRuns: 60 },
    );
    expect((await auditTrail.verify()).complete).toBe(true);
  });

  it('finds an entry that was added past it', async () => {
    await record(1);
    await record(2);
    const forged = await rows();
    await knex('audit_entries').where('action', 'act.2').delete();
    await knex('policy_epoch').update({ audit_head: forged[0].hash });
    expect((await auditTrail.verify()).complete).toBe(true);
    await knex('audit_entries').insert(forged[1]);
    expect((await auditTrail.verify()).complete).toBe(false);
  });

  it('does not close the gap of a removed entry with the next act', async () => {
    await record(1);
    await record(2);
    await knex('audit_entries').where('action', 'act.2').delete();
    await record(3);
    expect((await auditTrail.verify()).brokenAt).toBeDefined();
  });
});
