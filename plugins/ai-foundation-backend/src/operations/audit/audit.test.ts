import { TestDatabases } from '@backstage/backend-test-utils';
import {
  auditReadPermission,
  AuditEntry,
  AuditExport,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Knex } from 'knex';
import { ControlPlaneBench } from '../../__testUtils__/ControlPlaneBench';
import { ADA, GIL } from '../../__testUtils__/exampleCompany';
import { AuditTrail, GovernanceAct } from '../../kernel/AuditTrail';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { PolicyEpoch } from '../../kernel/PolicyEpoch';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const DAY_MS = 24 * 60 * 60_000;
const START_MS = Date.UTC(2026, 10, 1);

/** A day apart, the oldest first. */
const acts: GovernanceAct[] = [
  {
    actor: { userRef: 'user:default/mona', origin: 'demo' },
    action: 'aup.publish',
    subject: 'aup:1.0',
    details: { sha256: 'abc' },
  },
  {
    actor: { userRef: 'user:default/mona', origin: 'user' },
    action: 'ceiling.set',
    subject: 'organisation',
    details: {
      before: undefined,
      after: { amountUsd: '1000' },
      reason: '=HYPERLINK("The Budget of 100% growth")',
    },
  },
  {
    actor: { userRef: 'user:default/noor', origin: 'user' },
    action: 'ceiling.set',
    subject: 'organisation',
    details: {
      before: { amountUsd: '1000' },
      after: { amountUsd: '500' },
      reason: 'We spend less.',
    },
  },
  {
    actor: { userRef: 'user:default/noor', origin: 'user' },
    action: 'ceiling-raise.request',
    subject: 'aimodel:default/swift',
    details: { note: 'under_score' },
  },
];

describe.each(databases.eachSupportedId())(
  'the audit trail (%s)',
  databaseId => {
    let knex: Knex;
    let bench: ControlPlaneBench;
    let changes: PolicyChanges;

    beforeAll(async () => {
      knex = await ControlPlaneBench.prepare(await databases.init(databaseId));
      bench = await ControlPlaneBench.create(knex, {
        denials: { [ADA]: [auditReadPermission] },
      });
    });

    beforeEach(async () => {
      await knex('audit_entries').delete();
      await knex('policy_epoch').update({ audit_head: '0'.repeat(64) });
      let nowMs = START_MS - DAY_MS;
      changes = new PolicyChanges({
        knex,
        auditTrail: new AuditTrail({
          knex,
          clock: () => {
            nowMs += DAY_MS;
            return nowMs;
          },
        }),
        policyEpoch: new PolicyEpoch(knex),
      });
      for (const act of acts) {
        await changes.make(async () => ({ outcome: undefined, act }));
      }
    });

    afterAll(async () => {
      await bench.stop();
    });

    const record = (act: GovernanceAct) =>
      changes.make(async () => ({ outcome: undefined, act }));
    const get = async (path: string) => {
      const response = await bench.call(GIL, 'get', path);
      expect(response.status).toBe(200);
      return response.body;
    };
    /** The numbers of the acts above that a question finds. */
    const found = async (query: string): Promise<number[]> => {
      const { items } = await get(`/audit?${query}`);
      return items.map(({ at }: AuditEntry) =>
        Math.round((Date.parse(at) - START_MS) / DAY_MS),
      );
    };

    describe('GET /audit', () => {
      it('tells who did what, before, after and why', async () => {
        const { items } = await get('/audit?limit=2');
        expect(items[1]).toEqual({
          seq: expect.any(Number),
          at: '2026-11-03T00:00:00.000Z',
          actorRef: 'user:default/noor',
          action: 'ceiling.set',
          subject: 'organisation',
          origin: 'user',
          before: { amountUsd: '1000' },
          after: { amountUsd: '500' },
          reason: 'We spend less.',
          details: {},
          previousHash: expect.stringMatching(/^[0-9a-f]{64}$/),
          hash: items[0].previousHash,
        });
      });

      it.each([
        ['', [3, 2, 1, 0]],
        ['actor=user:default/noor', [3, 2]],
        ['actor=user:default/noor&actor=user:default/mona', [3, 2, 1, 0]],
        ['action=ceiling', [3, 2, 1]],
        ['action=ceiling.', [2, 1]],
        ['action=%25', []],
        ['subject=organisation', [2, 1]],
        ['subject=organ', []],
        ['text=BUDGET', [1]],
        ['text=aimodel:default', [3]],
        ['text=100%25', [1]],
        ['text=0%25 g', [1]],
        ['text=r_s', [3]],
        ['text=_d', []],
        ['origin=demo', [0]],
        ['from=2026-11-02T00:00:00Z&to=2026-11-04T00:00:00Z', [2, 1]],
        ['actor=user:default/mona&action=aup', [0]],
      ])('finds by %s', async (query, numbers) => {
        expect(await found(query)).toEqual(numbers);
      });

      it('pages through everything, each entry once, while acts come in', async () => {
        const seen: number[] = [];
        let cursor: string | undefined;
        do {
          const page = await get(
            `/audit?limit=3${cursor ? `&cursor=${cursor}` : ''}`,
          );
          seen.push(...page.items.map(({ seq }: AuditEntry) => seq));
          cursor = page.nextCursor;
          await record(acts[0]);
        } while (cursor);
        expect(new Set(seen).size).toBe(acts.length);
        expect(seen).toHaveLength(acts.length);
        expect([...seen].sort((a, b) => b - a)).toEqual(seen);
      });

      it('shows an entry whose details somebody broke', async () => {
        await knex('audit_entries').update({ details: 'no JSON' });
        const { items } = await get('/audit');
        expect(items[0].details).toEqual({ unreadable: 'no JSON' });
      });

      it.each(['cursor=x', 'limit=0', 'limit=201', 'from=yesterday'])(
        'refuses %s',
        async query => {
          const { status } = await bench.call(GIL, 'get', `/audit?${query}`);
          expect(status).toBe(400);
        },
      );
    });

    it('answers one entry by its number, and no other', async () => {
      const { items } = await get('/audit');
      expect(await get(`/audit/${items[2].seq}`)).toEqual(items[2]);
      const { status } = await bench.call(GIL, 'get', '/audit/99999999');
      expect(status).toBe(404);
    });

    it.each([
      '/audit',
      '/audit/1',
      '/audit/verification',
      '/audit/export',
      '/audit/export.csv',
      '/jobs',
    ])('refuses %s to who may not read it', async path => {
      expect((await bench.call(ADA, 'get', path)).status).toBe(403);
    });

    describe('GET /audit/export.csv', () => {
      it('makes no formula of what somebody wrote', async () => {
        const { text, headers } = await bench.call(
          GIL,
          'get',
          '/audit/export.csv?action=ceiling.set',
        );
        expect(headers['content-type']).toContain('text/csv');
        expect(headers['content-disposition']).toContain('export.csv');
        const lines = text.trim().split('\n');
        expect(lines[0]).toBe(
          'seq,at,actor,action,subject,reason,before,after,details,origin,previous_hash,hash',
        );
        expect(lines).toHaveLength(3);
        expect(lines[2]).toContain(
          `"'=HYPERLINK(""The Budget of 100% growth"")"`,
        );
      });
    });

    describe('GET /audit/export', () => {
      it('gives the whole trail in parts that follow each other', async () => {
        const parts: AuditExport[] = [];
        let after: number | undefined = 0;
        while (after !== undefined) {
          const part: AuditExport = await get(
            `/audit/export?limit=3&after=${after}`,
          );
          parts.push(part);
          after = part.nextAfter;
        }
        const entries = parts.flatMap(part => part.entries);
        expect(parts.map(part => part.entries.length)).toEqual([3, 1]);
        expect(parts[0].head).toEqual({
          seq: entries[3].seq,
          hash: entries[3].hash,
        });
        expect(entries[0].previousHash).toBe('0'.repeat(64));
        expect(entries[0].content).toEqual({
          action: 'aup.publish',
          actor_ref: 'user:default/mona',
          at_ms: START_MS,
          details: '{"sha256":"abc"}',
          origin: 'demo',
          subject: 'aup:1.0',
        });
      });
    });

    describe('GET /audit/verification', () => {
      it('says how many entries hold, and where the trail ends', async () => {
        const { items } = await get('/audit?limit=1');
        expect(await get('/audit/verification')).toEqual({
          checkedAt: expect.any(String),
          complete: true,
          chains: expect.arrayContaining([
            { chain: 'audit', entries: acts.length, complete: true },
          ]),
          head: { seq: items[0].seq, hash: items[0].hash },
        });
      });

      it('names the first entry that was tampered with', async () => {
        const { items } = await get('/audit');
        const { seq } = items[1];
        await knex('audit_entries')
          .where('seq', seq)
          .update({ subject: 'something else' });
        expect(await get('/audit/verification')).toMatchObject({
          complete: false,
          chains: expect.arrayContaining([
            { chain: 'audit', entries: 2, complete: false, brokenAt: seq },
          ]),
        });
      });
    });

    describe('the job audit.verify', () => {
      const job = async () => {
        await bench.runJob('audit.verify');
        const { items } = await get('/jobs');
        return items.find(({ id }: { id: string }) => id === 'audit.verify');
      };

      it('shows that the trail was verified', async () => {
        expect(await job()).toMatchObject({
          result: expect.stringContaining(
            `audit ${acts.length} entries, unbroken`,
          ),
          overdue: false,
        });
      });

      it('fails where the newest entries were cut off', async () => {
        const { items } = await get('/audit?limit=1');
        await knex('audit_entries').where('seq', items[0].seq).delete();
        expect((await job()).error).toContain('audit ends too early');
      });
    });
  },
);
