import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import {
  LedgerBench,
  MODEL,
  sweepOrphans,
  TEAM,
} from './__testUtils__/LedgerBench';
import { Admission } from './types';

jest.setTimeout(300_000);

const OTHER_TEAM = 'group:default/other';
const KEYS = ['key1', 'key2', 'key3'];
const teamOf = (keyId: string) => (keyId === 'key3' ? OTHER_TEAM : TEAM);
const CEILINGS = [
  { kind: 'organisation', amount: 1_000n },
  { kind: 'team', ref: TEAM, amount: 600n },
  { kind: 'team', ref: OTHER_TEAM, amount: 700n },
  { kind: 'key', ref: 'key1', amount: 300n },
  { kind: 'model', ref: MODEL, amount: 900n },
] as const;
const LEDGERS = 3;

type Step =
  | { do: 'admit'; ledger: number; keyId: string; hold: bigint }
  | { do: 'again'; ledger: number; pick: number; hold: bigint }
  | { do: 'settle'; ledger: number; pick: number; percent: bigint }
  | { do: 'refuse'; ledger: number; keyId: string }
  | { do: 'sweep' };

const ledger = fc.nat(LEDGERS - 1);
const keyId = fc.constantFrom(...KEYS);
const step = fc.oneof<Array<fc.WeightedArbitrary<Step>>>(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('admit' as const),
      ledger,
      keyId,
      hold: fc.bigInt({ min: 0n, max: 120n }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('again' as const),
      ledger,
      pick: fc.nat(),
      hold: fc.bigInt({ min: 0n, max: 120n }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('settle' as const),
      ledger,
      pick: fc.nat(),
      percent: fc.bigInt({ min: 0n, max: 100n }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('refuse' as const), ledger, keyId }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sweep' as const) }) },
);
/** Steps of one wave run at the same time. */
const waves = fc.array(fc.array(step, { minLength: 1, maxLength: 20 }), {
  minLength: 1,
  maxLength: 8,
});

const databases = TestDatabases.create();

describe.each(databases.eachSupportedId())('ledgers on %s', id => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init(id);
  });

  it('keep every ceiling and agree with each other, whatever happens to which attempt in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(waves, async steps => {
        const bench = await LedgerBench.create(knex, {
          keys: KEYS,
          ceilings: [...CEILINGS],
        });
        const ledgers = Array.from(
          { length: LEDGERS },
          () => bench.ledger().ledger,
        );
        const admitted: Admission[] = [];
        const attempts = new Map<string, number>();
        let refused = 0;

        const run = async (each: Step) => {
          switch (each.do) {
            case 'admit': {
              const admission = bench.admission(each.hold, {
                keyId: each.keyId,
                teamRef: teamOf(each.keyId),
              });
              const result = await ledgers[each.ledger].admit(admission);
              if (result.admitted) {
                admitted.push(admission);
              }
              break;
            }
            case 'again': {
              // Whatever became of the attempt before, and while it may still run.
              const before = admitted[each.pick % admitted.length];
              if (before) {
                const { requestId, callId = requestId } = before.subject;
                const attempt = (attempts.get(callId) ?? 1) + 1;
                attempts.set(callId, attempt);
                const admission = bench.admission(each.hold, {
                  ...before.subject,
                  requestId: randomUUID(),
                  callId,
                  attempt,
                });
                const result = await ledgers[each.ledger].admit(admission);
                if (result.admitted) {
                  admitted.push(admission);
                }
              }
              break;
            }
            case 'settle': {
              const admission = admitted[each.pick % admitted.length];
              if (admission) {
                await ledgers[each.ledger].settle(
                  bench.settlement(
                    admission,
                    (admission.holdPicoUsd * each.percent) / 100n,
                  ),
                );
              }
              break;
            }
            case 'refuse':
              refused += 1;
              await ledgers[each.ledger].refuse(
                bench.refusal({
                  keyId: each.keyId,
                  teamRef: teamOf(each.keyId),
                }),
              );
              break;
            default:
              await sweepOrphans(bench);
          }
        };

        for (const wave of steps) {
          await Promise.all(wave.map(run));
          expect(await passedCeilings(bench)).toEqual([]);
        }
        await Promise.all(
          admitted.map(admission =>
            ledgers[0].settle(
              bench.settlement(admission, admission.holdPicoUsd),
            ),
          ),
        );
        expect(await passedCeilings(bench)).toEqual([]);
        await expectBooksAgree(bench, { rows: admitted.length + refused });
      }),
      // A smaller example would meet steps of the failed one that still run.
      { numRuns: 60, endOnFailure: true },
    );
  });

  it('admit exactly what a ceiling pays for, with 64 clients at once', async () => {
    for (let run = 0; run < 20; run += 1) {
      const bench = await LedgerBench.create(knex, {
        ceilings: [{ kind: 'organisation', amount: 100n * 7n + 6n }],
      });
      const ledgers = Array.from(
        { length: LEDGERS },
        () => bench.ledger().ledger,
      );
      let admitted = 0;
      const client = async (_: unknown, index: number) => {
        for (let call = 0; ; call += 1) {
          const own = ledgers[index % LEDGERS];
          const admission = bench.admission(7n);
          if (!(await own.admit(admission)).admitted) {
            return;
          }
          admitted += 1;
          if ((index + call) % 2) {
            await own.settle(bench.settlement(admission, 7n));
          }
        }
      };
      await Promise.all(Array.from({ length: 64 }, client));
      expect(admitted).toBe(100);
      expect(await passedCeilings(bench)).toEqual([]);
    }
  });
});

async function passedCeilings(bench: LedgerBench) {
  const ceilings = await bench.ceilings();
  return ceilings.filter(
    ({ amount, committed, held }) => committed + held > amount,
  );
}

async function expectBooksAgree(
  bench: LedgerBench,
  { rows }: { rows: number },
) {
  const books = await bench.books();
  expect(books).toMatchObject({
    rows,
    running: 0,
    holds: 0,
    rollupRequests: BigInt(rows),
    rollupCost: books.cost,
  });
  const costs = await bench.costs();
  const sumWhere = (matches: (cost: (typeof costs)[number]) => boolean) =>
    costs.filter(matches).reduce((sum, each) => sum + each.cost, 0n);
  for (const { kind, ref, committed } of await bench.ceilings()) {
    expect(committed).toBe(
      sumWhere(
        cost =>
          kind === 'organisation' ||
          [cost.teamRef, cost.keyId, cost.modelRef].includes(ref),
      ),
    );
  }
}
