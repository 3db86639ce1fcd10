import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import {
  auditReadPermission,
  TeamAcknowledgements,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import request from 'supertest';
import { ControlPlaneBench } from '../../__testUtils__/ControlPlaneBench';
import {
  ADA,
  BEN,
  DORA,
  EVE,
  FAY,
  GIL,
  ROCKETS,
  SWIFT,
  TOM,
  TUNNELS,
} from '../../__testUtils__/exampleCompany';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const DAY_MS = 24 * 60 * 60 * 1_000;
/** A Monday, ten o'clock in Berlin. */
const MONDAY = Date.parse('2026-11-23T09:00:00.000Z');
const PATH = '/aup/versions/1.0/acknowledgements';

describe.each(databases.eachSupportedId())(
  'acknowledgements (%s)',
  databaseId => {
    let bench: ControlPlaneBench;

    beforeEach(async () => {
      bench = await ControlPlaneBench.create(await databases.init(databaseId), {
        denials: { [ADA]: [auditReadPermission] },
      });
      bench.travel(MONDAY - Date.now());
    });

    afterEach(async () => {
      jest.restoreAllMocks();
      await bench.stop();
    });

    const mine = async (as: string) =>
      (await bench.call(as, 'get', '/aup/acknowledgements/mine')).body;

    const verified = async () =>
      (await bench.call(GIL, 'get', '/aup/acknowledgements/verification')).body;

    describe('the record', () => {
      it('holds the sentence and its hash, name, time, sign-in and when it was seen', async () => {
        await bench.publish();
        await bench.call(ADA, 'get', '/aup/current');
        const { consent } = await mine(ADA);
        const { body: current } = await bench.call(ADA, 'get', '/aup/current');
        const { status, body } = await bench.call(ADA, 'post', PATH, {
          sha256: current.sha256,
          consentSha256: consent.sha256,
        });

        expect(status).toBe(201);
        expect(body).toMatchObject({
          userRef: ADA,
          consentText: consent.text,
          consentSha256: createHash('sha256')
            .update(consent.text)
            .digest('hex'),
          seenAt: expect.stringContaining('2026-11-23'),
        });
        expect(consent.text).toContain('version 1.0');
        expect(consent.text).toContain(current.sha256);
        const [row] = await bench.knex('aup_acknowledgements');
        expect(row).toMatchObject({
          user_name: 'Ada',
          user_email: 'ada@company.example',
        });
        expect(JSON.parse(row.auth)).toMatchObject({
          type: 'user',
          userEntityRef: ADA,
        });
      });

      it('is refused for another sentence than the one of the version', async () => {
        const sha256 = await bench.publish();
        const { status } = await bench.call(ADA, 'post', PATH, {
          sha256,
          consentSha256: 'f'.repeat(64),
        });
        expect(status).toBe(409);
      });

      it('is refused to a service, also in the name of a person', async () => {
        const sha256 = await bench.publish();
        const inHerName = `Bearer ${mockCredentials.user.token(ADA, {
          actor: { subject: 'plugin:scaffolder' },
        })}`;
        const answers = [
          await bench.callWith(inHerName, 'post', PATH, { sha256 }),
          await bench.callWith(
            inHerName,
            'post',
            '/aup/versions/1.0/declines',
            { sha256, reason: 'No need.' },
          ),
          await bench.callWith(mockCredentials.service.header(), 'post', PATH, {
            sha256,
          }),
        ];
        expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
        expect(answers[0].body.error.message).toContain('plugin:scaffolder');
        expect(await bench.knex('aup_acknowledgements')).toEqual([]);
      });
    });

    describe('the chain', () => {
      it('is whole, and only an auditor follows it', async () => {
        await bench.publish();
        expect(await verified()).toEqual({ entries: 0, complete: true });
        for (const person of [ADA, BEN, TOM]) {
          await bench.acknowledge(person);
        }
        expect(await verified()).toEqual({ entries: 3, complete: true });
        const { status } = await bench.call(
          ADA,
          'get',
          '/aup/acknowledgements/verification',
        );
        expect(status).toBe(403);
      });

      it('shows any changed, removed or swapped row', async () => {
        await bench.publish();
        const people = [ADA, BEN, TOM, DORA, EVE, FAY];
        for (const person of people) {
          await bench.acknowledge(person);
        }
        const rows = await bench.knex('aup_acknowledgements').orderBy('id');
        const restore = async () => {
          await bench.knex('aup_acknowledgements').delete();
          await bench.knex('aup_acknowledgements').insert(rows);
        };
        const columns = Object.keys(rows[0]).filter(
          // The database itself refuses a version that was never published.
          column => !['id', 'version'].includes(column),
        );
        const index = fc.nat(people.length - 1);
        const spoil = fc.oneof(
          fc.record({
            kind: fc.constant('change' as const),
            at: index,
            column: fc.constantFrom(...columns),
          }),
          fc.record({ kind: fc.constant('remove' as const), at: index }),
          fc
            .record({
              kind: fc.constant('swap' as const),
              at: index,
              with: index,
            })
            .filter(swap => swap.at !== swap.with),
        );
        await fc.assert(
          fc.asyncProperty(spoil, async tampering => {
            await restore();
            const { id } = rows[tampering.at];
            const table = bench.knex('aup_acknowledgements');
            if (tampering.kind === 'change') {
              await table.where({ id }).update({
                [tampering.column]: otherThan(
                  rows[tampering.at][tampering.column],
                  tampering.column,
                ),
              });
            } else if (tampering.kind === 'remove') {
              await table.where({ id }).delete();
            } else {
              const other = rows[tampering.with];
              await bench
                .knex('aup_acknowledgements')
                .whereIn('id', [id, other.id])
                .delete();
              await bench.knex('aup_acknowledgements').insert([
                { ...rows[tampering.at], id: other.id },
                { ...other, id },
              ]);
            }
            const verdict = await verified();
            expect(verdict.complete).toBe(false);
            const isLastRemoved =
              tampering.kind === 'remove' && tampering.at === people.length - 1;
            expect(verdict.brokenAt !== undefined).toBe(!isLastRemoved);
          }),
          { numRuns: 60 },
        );
        await restore();
        expect(await verified()).toEqual({ entries: 6, complete: true });
      });
    });

    describe('a new major version', () => {
      const chat = async (secret: string) => {
        const { status, body } = await request(bench.backend.server)
          .post('/api/ai-foundation/openai/v1/chat/completions')
          .set('authorization', `Bearer ${secret}`)
          .send({
            model: 'swift-1',
            messages: [{ role: 'user', content: 'Hello' }],
          });
        return status === 403 ? body.error.code : 'passed';
      };

      const issue = async (as: string) => {
        const { status, body } = await bench.call(as, 'post', '/keys', {
          owner: ROCKETS,
          purpose: 'coding',
          models: [SWIFT],
          tier: 'internal',
        });
        expect([status, body.error]).toEqual([201, undefined]);
        return { id: body.key.id as string, secret: body.secret as string };
      };

      it('suspends keys after the grace, and an acknowledgement brings them back', async () => {
        await bench.makeReadyForKeys(ADA);
        const { id, secret } = await issue(ADA);
        await bench.publish('2.0');
        expect(await chat(secret)).toBe('passed');
        expect(await mine(ADA)).toMatchObject({
          state: 'outdated',
          acknowledgedVersion: '1.0',
          keys: {
            ids: [id],
            stopAt: expect.stringContaining('2026-12-07'),
          },
        });

        bench.travel(14 * DAY_MS);
        await bench.eventually(
          async () => (await chat(secret)) === 'aup_not_acknowledged',
        );
        const lapsed = await mine(ADA);
        expect(lapsed.keys).toEqual({ ids: [id] });

        await bench.acknowledge(ADA);
        const acknowledgedAt = performance.now();
        await bench.eventually(async () => (await chat(secret)) === 'passed');
        expect(performance.now() - acknowledgedAt).toBeLessThan(2_000);
        expect((await mine(ADA)).keys).toEqual({ ids: [] });
      });

      it('gives no grace to who had acknowledged nothing', async () => {
        await bench.publish('1.0');
        await bench.publish('2.0');
        expect((await mine(BEN)).keys).toEqual({ ids: [] });
        expect((await mine(BEN)).state).toBe('pending');
      });

      it('warns whose keys stop at once, then 7 and 3 days before, naming them', async () => {
        await bench.makeReadyForKeys(ADA);
        const { id } = await issue(ADA);
        await bench.publish('2.0');
        const warnings: Array<[number, string]> = [];
        const named = new Set<string>();
        for (let day = 0; day <= 16; day++) {
          bench.travel(MONDAY + (day + 0.05) * DAY_MS - Date.now());
          await bench.runJob('campaigns.run');
          await bench.runJob('campaigns.run');
          await bench.runJob('outbox.deliver');
          for (const { payload, recipients } of bench.notifications.splice(0)) {
            if (payload.scope === 'policy-keys:2.0') {
              warnings.push([day, payload.title]);
              named.add(`${JSON.stringify(recipients)} ${payload.description}`);
            }
          }
        }
        const title = `Your key ${id} stops on 7 December 2026`;
        // The fourth of December, three days before, is a Friday.
        expect(warnings).toEqual([
          [0, title],
          [7, title],
          [11, title],
        ]);
        expect([...named].join()).toContain(ADA);
        expect([...named].join()).toContain(id);
        expect(named.size).toBe(1);
      });

      it('puts the keys that stop into the inbox', async () => {
        await bench.makeReadyForKeys(ADA);
        const { id } = await issue(ADA);
        await bench.publish('2.0');
        const { body } = await bench.call(ADA, 'get', '/inbox');
        expect(body.items).toContainEqual(
          expect.objectContaining({
            kind: 'keys-stop',
            subject: id,
            due: expect.stringContaining('2026-12-07'),
          }),
        );
      });

      it('asks who answers for a key, whatever the audience', async () => {
        await bench.makeReadyForKeys(ADA);
        await issue(ADA);
        const rockets = bench.entities.find(
          ({ metadata }) => metadata.name === 'rockets',
        )!;
        rockets.relations = rockets.relations!.filter(
          ({ type }) => type !== 'childOf',
        );
        await new Promise(resolve => setTimeout(resolve, 2_000));
        await bench.runJob('campaigns.run');
        const { body } = await bench.call(
          GIL,
          'get',
          '/campaigns/1.0/recipients',
        );
        const people: Array<{ userRef: string; leftAt?: string }> = body.items;
        const left = people
          .filter(({ leftAt }) => leftAt)
          .map(({ userRef }) => userRef);
        expect(left).toEqual([BEN]);
      });
    });

    describe('the roll-up of a team', () => {
      const teamOf = async (team: string): Promise<TeamAcknowledgements> =>
        (await bench.call(GIL, 'get', `/aup/acknowledgements?team=${team}`))
          .body;

      it('asks who holds keys and the lead, and shows everybody', async () => {
        await bench.makeReadyForKeys(BEN);
        await bench.call(BEN, 'post', '/keys', {
          owner: ROCKETS,
          purpose: 'coding',
          models: [SWIFT],
          tier: 'internal',
        });
        const before = await teamOf(ROCKETS);
        expect(before.rollUp).toEqual({
          who: 'key-holders-and-lead',
          percent: 100,
          state: 'not-met',
          keyHolders: { acknowledged: 1, total: 1 },
          everyone: { acknowledged: 1, total: 2 },
          lead: { userRef: ADA, acknowledged: false },
        });
        expect(before.members).toMatchObject([
          { userRef: ADA, holdsKeys: false, state: 'pending' },
          { userRef: BEN, holdsKeys: true, state: 'acknowledged' },
        ]);
        await bench.acknowledge(ADA);
        expect((await teamOf(ROCKETS)).rollUp.state).toBe('met');
      });

      it('is not met by a team that has nobody to ask', async () => {
        await bench.publish();
        expect((await teamOf(TUNNELS)).rollUp.state).toBe('nobody-to-ask');
      });
    });
  },
);

/** Something else of the same type, and with the same look where it is a hash. */
function otherThan(value: unknown, column: string): unknown {
  if (column.endsWith('_ms')) {
    return Number(value) + 1;
  }
  return `${value}x`.slice(-64);
}
