import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { stringify } from 'yaml';
import { ControlPlaneBench } from '../__testUtils__/ControlPlaneBench';
import {
  ADA,
  BEN,
  EVE,
  exampleConfig,
  examplePolicy,
  GIL,
  LEA,
  ROCKETS,
  SAM,
  SUE,
  SWIFT,
  TOM,
  TUNNELS,
} from '../__testUtils__/exampleCompany';
import { readDemoSeed } from './readDemoSeed';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const seed = {
  seats: [
    {
      seat: 'sponsor',
      user: SUE,
      appointedBy: GIL,
      title: 'Chief operating officer',
      mandate: 'Decides what generative AI is used for.',
      reviewInDays: 180,
    },
    { seat: 'legal', user: LEA, appointedBy: SUE, title: 'Counsel' },
    { seat: 'security', user: SAM, appointedBy: SUE, title: 'Security' },
  ],
  aup: {
    draftedBy: EVE,
    summary: 'The first policy.',
    reviewedBy: LEA,
    review: 'It holds in court.',
    publishedBy: GIL,
    document: examplePolicy(),
  },
  modelDecisions: [
    {
      model: SWIFT,
      decision: 'approved',
      decidedBy: SAM,
      reason: 'Its terms were read.',
    },
  ],
  ceilings: [
    {
      scope: { kind: 'organisation' },
      amountUsd: '500',
      setBy: GIL,
      reason: 'The budget.',
    },
    {
      scope: { kind: 'team', ref: 'rockets' },
      amountUsd: '50',
      setBy: GIL,
      reason: 'Its share.',
    },
  ],
};

describe('the demo seed', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'demo-seed-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const write = (content: unknown): string => {
    const path = join(folder, 'seed.yaml');
    writeFileSync(path, stringify(content));
    return path;
  };

  describe('readDemoSeed', () => {
    it("reads the example company's decisions", () => {
      const example = resolvePackagePath(
        '@ai-foundation/backstage-plugin-ai-foundation-backend',
        '../../examples/governance.yaml',
      );
      const { aup, ceilings } = readDemoSeed(example);
      expect(aup.document.purposes.length).toBeGreaterThan(0);
      expect(ceilings.length).toBeGreaterThan(0);
    });

    it('names the field that is wrong', () => {
      const path = write({
        ...seed,
        ceilings: [{ ...seed.ceilings[0], setBy: 'Gil' }],
      });
      expect(() => readDemoSeed(path)).toThrow(/ceilings\[0\]\.setBy/);
    });

    it('names the file that is missing', () => {
      expect(() => readDemoSeed(join(folder, 'none.yaml'))).toThrow(
        'none.yaml',
      );
    });
  });

  describe.each(databases.eachSupportedId())('at start (%s)', databaseId => {
    const start = async (
      knex: Awaited<ReturnType<typeof databases.init>>,
      demo: boolean,
      content: object = seed,
    ) =>
      ControlPlaneBench.create(knex, {
        config: {
          ...exampleConfig,
          aiFoundation: {
            ...exampleConfig.aiFoundation,
            demo,
            demoSeed: write(content),
          },
        },
      });

    const counts = async ({ knex }: ControlPlaneBench) =>
      Promise.all(
        ['aup_versions', 'model_decisions', 'ceilings', 'audit_entries'].map(
          async table => (await knex(table)).length,
        ),
      );

    it('takes the decisions once, as of demo origin', async () => {
      const knex = await databases.init(databaseId);
      const first = await start(knex, true);
      await first.eventually(async () => (await knex('ceilings')).length === 2);
      expect(await counts(first)).toEqual([1, 1, 2, 13]);
      expect(
        await knex('seats').whereNotNull('accepted_at_ms').pluck('user_ref'),
      ).toEqual([SUE, LEA, SAM]);
      expect(await knex('audit_entries').distinct('origin')).toEqual([
        { origin: 'demo' },
      ]);
      await first.stop();

      const second = await start(knex, true);
      await new Promise(resolve => setTimeout(resolve, 1_000));
      expect(await counts(second)).toEqual([1, 1, 2, 13]);
      await second.stop();
    });

    it('waits for the catalog', async () => {
      const knex = await databases.init(databaseId);
      const bench = await start(knex, true);
      const index = bench.entities.findIndex(
        ({ metadata }) => metadata.name === 'gil',
      );
      const [gil] = bench.entities.splice(index, 1);
      await new Promise(resolve => setTimeout(resolve, 600));
      expect(await counts(bench)).toEqual([0, 0, 0, 0]);

      bench.entities.push(gil);
      await bench.eventually(async () => (await knex('ceilings')).length === 2);
      await bench.stop();
    });

    it('lets the working group meet, and takes what is used, once', async () => {
      const knex = await databases.init(databaseId);
      const use = { tool: 'ChatGPT', purpose: 'Rewording mails' };
      const whole = {
        ...seed,
        workingGroup: {
          charter: {
            proposedBy: GIL,
            text: 'It decides about models and tiers.',
            quorum: 2,
            everyFunction: false,
            cadenceDays: 31,
          },
          meeting: {
            recordedBy: LEA,
            attendees: [LEA, SAM, SUE],
            agenda: 'The charter',
            minutes: 'We read the charter and agreed.',
            decisions: ['The charter is approved.'],
          },
          engagement: { sponsor: SUE, note: 'Attended the first meeting.' },
          platformTeam: { group: ROCKETS, allocation: 'Two.', namedBy: SUE },
        },
        inventory: {
          answers: [
            { team: ROCKETS, answeredBy: ADA, usage: [use] },
            { team: TUNNELS, answeredBy: TOM },
          ],
          reports: [{ reportedBy: BEN, team: ROCKETS, usage: use }],
          dispositions: [
            {
              tool: 'ChatGPT',
              team: ROCKETS,
              disposition: 'accept',
              acceptedForDays: 30,
              decidedBy: GIL,
              reason: 'A pilot.',
            },
          ],
        },
      };
      const tables = async () =>
        Promise.all(
          ['meetings', 'inventory_answers', 'inventory_items'].map(
            async table => (await knex(table)).length,
          ),
        );
      const first = await start(knex, true, whole);
      await first.eventually(
        async () =>
          (
            await knex('inventory_items').where('disposition', 'accept')
          ).length === 2,
      );
      const { body } = await first.call(GIL, 'get', '/seats');
      expect(body.states.map(({ state }: { state: string }) => state)).toEqual([
        'met',
        'not-met',
        'met',
        'met',
        'met',
      ]);
      expect(await tables()).toEqual([1, 2, 2]);
      await first.stop();

      const second = await start(knex, true, whole);
      await new Promise(resolve => setTimeout(resolve, 1_000));
      expect(await tables()).toEqual([1, 2, 2]);
      await second.stop();
    });

    it('does nothing outside of demo mode, where demo decisions do not count', async () => {
      const knex = await databases.init(databaseId);
      const demo = await start(knex, true);
      await demo.eventually(async () => (await knex('ceilings')).length === 2);
      await demo.stop();

      const real = await start(knex, false);
      expect((await real.call(GIL, 'get', '/aup/current')).status).toBe(404);
      const { body } = await real.call(GIL, 'get', '/models');
      expect(
        body.items.map(({ approval }: { approval: string }) => approval),
      ).toEqual(['proposed', 'proposed', 'proposed']);
      const ceilings = await real.call(GIL, 'get', '/ceilings');
      expect(ceilings.body.items).toEqual([]);
      const set = await real.call(GIL, 'put', '/ceilings', {
        scope: { kind: 'organisation' },
        amountUsd: '100',
        reason: 'The first ceiling that is meant.',
      });
      expect(set.status).toBe(200);
      const after = await real.call(GIL, 'get', '/ceilings');
      expect(after.body.items).toHaveLength(1);
      await real.stop();

      const fresh = await start(await databases.init(databaseId), false);
      await new Promise(resolve => setTimeout(resolve, 600));
      expect(await counts(fresh)).toEqual([0, 0, 0, 0]);
      await fresh.stop();
    });
  });
});
