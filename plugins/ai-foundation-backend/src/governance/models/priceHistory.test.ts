import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  AiModelEntity,
  AiModelPrice,
  ModelVerdict,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import * as fc from 'fast-check';
import { Knex } from 'knex';
import { exampleCompany, SAM, SWIFT } from '../../__testUtils__/exampleCompany';
import { AiFoundationConfig } from '../../kernel/AiFoundationConfig';
import { AuditTrail } from '../../kernel/AuditTrail';
import { CatalogSnapshot, CatalogView } from '../../kernel/CatalogView';
import { openDatabase } from '../../kernel/openDatabase';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { PolicyEpoch } from '../../kernel/PolicyEpoch';
import { SeatService } from '../seats/SeatService';
import { priceInForce } from './governedFields';
import { PricePeriod, priceHistory } from './priceHistory';
import { ModelService } from './ModelService';
import { ModelStore } from './ModelStore';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 0, 1);

/** A step of a model's story: so many days on, what is decided, about which prices. */
interface Step {
  /** Clocks of replicas differ, so time can seem to go back. */
  afterMs: number;
  decision: ModelVerdict;
  prices: Array<{ day: number; input: string }>;
}

const step: fc.Arbitrary<Step> = fc.record({
  afterMs: fc.oneof(
    fc.integer({ min: -5, max: 5 }),
    fc.integer({ min: 0, max: 20 }).map(days => days * DAY_MS),
  ),
  decision: fc.constantFrom<ModelVerdict>(
    'approved',
    'approved',
    'suspended',
    'retired',
  ),
  prices: fc.uniqueArray(
    fc.record({
      day: fc.integer({ min: -10, max: 60 }),
      input: fc.constantFrom('1', '2', '3'),
    }),
    { selector: ({ day }) => day, minLength: 1, maxLength: 4 },
  ),
});
const story = fc.array(step, { minLength: 1, maxLength: 8 });

const template = exampleCompany().find(
  ({ kind, metadata }) => kind === 'AiModel' && metadata.name === 'swift',
) as AiModelEntity;

function withPrices(prices: Step['prices']): AiModelEntity {
  const [price] = template.spec.prices;
  return {
    ...template,
    spec: {
      ...template.spec,
      prices: prices.map(
        ({ day, input }): AiModelPrice => ({
          ...price,
          input,
          effectiveFrom: new Date(START_MS + day * DAY_MS)
            .toISOString()
            .slice(0, 10),
        }),
      ),
    },
  };
}

/** Every instant at which something can change, and its neighbours. */
function instantsOf(periods: PricePeriod[]): number[] {
  return periods
    .flatMap(({ fromMs, untilMs }) => [fromMs, untilMs ?? fromMs + DAY_MS])
    .concat([START_MS - 30 * DAY_MS, START_MS + 400 * DAY_MS])
    .flatMap(atMs => [atMs - 1, atMs, atMs + 1]);
}

function at(periods: PricePeriod[], atMs: number): PricePeriod[] {
  return periods.filter(
    ({ fromMs, untilMs = Infinity }) => fromMs <= atMs && atMs < untilMs,
  );
}

describe.each(databases.eachSupportedId())('price history (%s)', databaseId => {
  let knex: Knex;
  let store: ModelStore;
  let models: ModelService;
  let nowMs: number;
  let entity: AiModelEntity;

  beforeAll(async () => {
    knex = await openDatabase(
      mockServices.database({ knex: await databases.init(databaseId) }),
    );
    const clock = () => nowMs;
    const snapshot = () =>
      ({
        models: new Map([[SWIFT, entity]]),
        tiers: new Map([['internal', {}]]),
        groups: new Map([['group:default/governance', {}]]),
        people: new Map([[SAM, {}]]),
      } as unknown as CatalogSnapshot);
    store = new ModelStore({ knex, countsDemo: false });
    models = new ModelService({
      store,
      seats: { requireSeat: async () => undefined } as unknown as SeatService,
      policyChanges: new PolicyChanges({
        knex,
        auditTrail: new AuditTrail({ knex, clock }),
        policyEpoch: new PolicyEpoch(knex),
      }),
      catalogView: {
        current: async () => snapshot(),
        refresh: async () => snapshot(),
      } as CatalogView,
      config: {
        providers: new Map([['openai', { external: true }]]),
      } as unknown as AiFoundationConfig,
      clock,
    });
  });

  /** Takes the decisions of a story one by one, and shows the history after each. */
  async function live(
    steps: Step[],
    afterEach: (now: PricePeriod[], decidedAtMs: number) => void,
  ) {
    await knex('price_versions').delete();
    await knex('model_decisions').delete();
    nowMs = START_MS;
    for (const { afterMs, decision, prices } of steps) {
      nowMs += afterMs;
      entity = withPrices(prices);
      const [{ governedSha256 }] = await models.list();
      const decided = await models.decide(
        { userRef: SAM, origin: 'user' },
        SWIFT,
        { decision, governedSha256, reason: 'It was agreed.' },
      );
      const periods = priceHistory(await models.decisionsAbout(SWIFT));
      const { decidedAtMs } = decided.decision!;
      afterEach(periods, decidedAtMs);
      // What the gateway charges from now on is what the history says.
      for (const atMs of [decidedAtMs, decidedAtMs + 15 * DAY_MS]) {
        expect(at(periods, atMs)[0]?.version.id).toBe(
          priceInForce(decided.prices, atMs)?.id,
        );
      }
    }
  }

  it('has one price in force at any instant, or none', async () => {
    await fc.assert(
      fc.asyncProperty(story, steps =>
        live(steps, periods => {
          for (const atMs of instantsOf(periods)) {
            expect(at(periods, atMs).length).toBeLessThanOrEqual(1);
          }
        }),
      ),
      { numRuns: 40 },
    );
  });

  it('never changes what was in force before a decision', async () => {
    await fc.assert(
      fc.asyncProperty(story, async steps => {
        let before: PricePeriod[] = [];
        await live(steps, (periods, decidedAtMs) => {
          const past = instantsOf([...before, ...periods]).filter(
            atMs => atMs < decidedAtMs,
          );
          for (const atMs of past) {
            expect(at(periods, atMs)[0]?.version.id).toBe(
              at(before, atMs)[0]?.version.id,
            );
          }
          before = periods;
        });
      }),
      { numRuns: 40 },
    );
  });

  it('keeps a row for every price that a request can be charged by', async () => {
    await fc.assert(
      fc.asyncProperty(story, async steps => {
        let all: PricePeriod[] = [];
        await live(steps, periods => {
          all = [...all, ...periods];
        });
        const kept = new Set(await knex('price_versions').pluck('id'));
        expect(all.filter(({ version }) => !kept.has(version.id))).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it('lets the newest of two prices from the same day win from its decision on', async () => {
    const decidedAtMs: number[] = [];
    let periods: PricePeriod[] = [];
    await live(
      [
        { afterMs: 0, decision: 'approved', prices: [{ day: -5, input: '1' }] },
        {
          afterMs: 10 * DAY_MS,
          decision: 'approved',
          prices: [{ day: -5, input: '2' }],
        },
      ],
      (now, instant) => {
        periods = now;
        decidedAtMs.push(instant);
      },
    );
    expect(
      periods.map(({ version, fromMs, untilMs }) => [
        version.price.input,
        fromMs,
        untilMs,
      ]),
    ).toEqual([
      ['1', decidedAtMs[0], decidedAtMs[1]],
      ['2', decidedAtMs[1], undefined],
    ]);
  });

  it('has no price in force while a model is suspended', async () => {
    let periods: PricePeriod[] = [];
    const prices = [{ day: -5, input: '1' }];
    await live(
      [
        { afterMs: 0, decision: 'approved', prices },
        { afterMs: DAY_MS, decision: 'suspended', prices },
        { afterMs: DAY_MS, decision: 'approved', prices },
      ],
      now => {
        periods = now;
      },
    );
    expect(at(periods, START_MS + 1.5 * DAY_MS)).toEqual([]);
    expect(at(periods, START_MS + 2.5 * DAY_MS)).toHaveLength(1);
  });
});
