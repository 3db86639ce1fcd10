import fc from 'fast-check';
import { CeilingThreshold } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { MINUTE_MS, reserve, Standing } from './reserve';

const STOP: CeilingThreshold = {
  response: 'stop',
  percent: 100,
  recipients: [],
};
const TWO_A_MINUTE: CeilingThreshold = {
  response: 'throttle',
  percent: 50,
  requestsPerMinute: 2,
  recipients: [],
};
const ALERT: CeilingThreshold = {
  response: 'alert',
  percent: 10,
  recipients: [],
};

const pico = fc.bigInt({ min: 0n, max: 1_000n });

function standing(
  [amountPicoUsd, committedPicoUsd, heldPicoUsd]: [bigint, bigint, bigint],
  index = 0,
): Standing {
  return {
    ceilingId: `ceiling${index}`,
    scopeKind: 'team',
    scopeRef: '',
    windowKey: '2026-11',
    amountPicoUsd,
    committedPicoUsd,
    heldPicoUsd,
    thresholds: [STOP],
    recentMs: [],
  };
}

function asking(holdPicoUsd: bigint, arrivedAtMs = 0) {
  return { holdPicoUsd, subject: { arrivedAtMs } };
}

describe('reserve', () => {
  it('admits up to the last pico-dollar', () => {
    expect(reserve(asking(30n), [standing([100n, 50n, 20n])])).toEqual({
      admitted: true,
    });
  });

  it('refuses one pico-dollar more, and names the ceiling as it stood', () => {
    const reached = standing([100n, 50n, 20n]);
    expect(reserve(asking(31n), [reached])).toEqual({
      admitted: false,
      threshold: STOP,
      reached: {
        ceilingId: 'ceiling0',
        scopeKind: 'team',
        scopeRef: '',
        windowKey: '2026-11',
        amountPicoUsd: 100n,
        committedPicoUsd: 50n,
        heldPicoUsd: 20n,
      },
    });
  });

  it('admits without a ceiling', () => {
    expect(reserve(asking(10n ** 30n), [])).toEqual({
      admitted: true,
    });
  });

  it('holds against every ceiling or none, and never passes one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(pico, pico, pico)),
        fc.array(pico),
        (ceilings, holds) => {
          const standings = ceilings.map(standing);
          const within = (each: Standing) =>
            each.committedPicoUsd + each.heldPicoUsd <= each.amountPicoUsd;
          for (const holdPicoUsd of holds) {
            const before = standings.map(each => ({ ...each }));
            const { admitted } = reserve(asking(holdPicoUsd), standings);
            expect(standings.map(each => each.heldPicoUsd)).toEqual(
              before.map(
                each => each.heldPicoUsd + (admitted ? holdPicoUsd : 0n),
              ),
            );
            expect(!admitted || standings.every(within)).toBe(true);
          }
        },
      ),
    );
  });

  it('stops below the top where the ceiling says so', () => {
    const thresholds = [{ ...STOP, percent: 90 }];
    const each = () => ({ ...standing([100n, 50n, 20n]), thresholds });
    expect(reserve(asking(20n), [each()]).admitted).toBe(true);
    expect(reserve(asking(21n), [each()]).admitted).toBe(false);
  });

  it('never refuses for an alert, and still counts', () => {
    const each = { ...standing([100n, 100n, 0n]), thresholds: [ALERT] };
    expect(reserve(asking(1_000n), [each]).admitted).toBe(true);
    expect(each.heldPicoUsd).toBe(1_000n);
  });

  describe('past a throttle', () => {
    const throttled = (used: bigint): Standing => ({
      ...standing([100n, used, 0n]),
      thresholds: [ALERT, TWO_A_MINUTE, STOP],
    });

    it('admits as many in a minute as it says, and says how long to wait', () => {
      const each = throttled(50n);
      expect(reserve(asking(1n, 0), [each]).admitted).toBe(true);
      expect(reserve(asking(1n, 10_000), [each]).admitted).toBe(true);
      expect(reserve(asking(1n, 20_000), [each])).toMatchObject({
        admitted: false,
        threshold: TWO_A_MINUTE,
        waitMs: 40_000,
      });
      expect(reserve(asking(1n, MINUTE_MS), [each]).admitted).toBe(true);
      expect(reserve(asking(1n, MINUTE_MS + 1), [each]).admitted).toBe(false);
    });

    it('is in force from its share on, and not before', () => {
      const each = throttled(48n);
      const verdicts = [0, 1, 2, 3, 4].map(
        atMs => reserve(asking(1n, atMs), [each]).admitted,
      );
      // 48 and 49 are below; from 50 on, two a minute.
      expect(verdicts).toEqual([true, true, true, true, false]);
    });

    it('never lets more than its number pass in any minute', () => {
      fc.assert(
        fc.property(
          fc.array(fc.integer({ min: 0, max: 5 * MINUTE_MS }), {
            maxLength: 60,
          }),
          fc.integer({ min: 1, max: 6 }),
          (arrivals, requestsPerMinute) => {
            const each = {
              ...throttled(50n),
              thresholds: [{ ...TWO_A_MINUTE, requestsPerMinute }],
            };
            const passed = arrivals
              .sort((a, b) => a - b)
              .filter(atMs => reserve(asking(1n, atMs), [each]).admitted);
            const inMinuteFrom = (startMs: number) =>
              passed.filter(
                atMs => atMs >= startMs && atMs < startMs + MINUTE_MS,
              ).length;
            expect(
              passed.every(
                startMs => inMinuteFrom(startMs) <= requestsPerMinute,
              ),
            ).toBe(true);
          },
        ),
      );
    });
  });
});
