import fc from 'fast-check';
import { RateUse, RateWindow } from './RateWindow';

const NOW = Date.UTC(2026, 10, 22, 12);

function use(overrides: Partial<RateUse> = {}): RateUse {
  return {
    requestsPerMinute: undefined,
    tokensPerMinute: undefined,
    requests: 1,
    tokens: 0,
    ...overrides,
  };
}

describe('RateWindow', () => {
  it('lets no 60 seconds, wherever they begin, hold more than the limit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 200 }),
        fc.integer({ min: 1, max: 20 }),
        (gaps, requestsPerMinute) => {
          let window = new RateWindow([]);
          let atMs = NOW;
          const passed: number[] = [];
          for (const gap of gaps) {
            atMs += gap;
            if (!window.take(use({ requestsPerMinute }), atMs)) {
              passed.push(atMs);
            }
            window = RateWindow.parse(window.toJson());
          }
          for (const [index, start] of passed.entries()) {
            const within = passed.filter(
              (at, other) => other >= index && at < start + 60_000,
            );
            expect(within.length).toBeLessThanOrEqual(requestsPerMinute);
          }
        },
      ),
    );
  });

  it('lets the next request pass once it has waited as long as it was told', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 10_000 }), {
          minLength: 3,
          maxLength: 50,
        }),
        gaps => {
          const window = new RateWindow([]);
          let atMs = NOW;
          for (const gap of gaps) {
            atMs += gap;
            window.take(use({ requestsPerMinute: 3 }), atMs);
          }
          const reached = window.take(use({ requestsPerMinute: 3 }), atMs);
          fc.pre(reached !== undefined);
          const waitMs = reached?.waitMs ?? 0;
          expect(waitMs).toBeGreaterThan(0);
          expect(waitMs).toBeLessThanOrEqual(61_000);
          expect(
            window.take(use({ requestsPerMinute: 3 }), atMs + waitMs),
          ).toBeUndefined();
        },
      ),
    );
  });

  it('counts what was used in the place of what was reserved', () => {
    const window = new RateWindow([]);
    const asks = use({ tokensPerMinute: 1_000, tokens: 600 });
    expect(window.take(asks, NOW)).toBeUndefined();
    expect(window.take(asks, NOW)).toMatchObject({
      limit: 'tokens',
      used: 600,
    });
    window.correct(NOW, 50 - 600);
    expect(window.take(asks, NOW)).toBeUndefined();
  });

  it('gives a request that may use more than a minute has a minute of its own', () => {
    const window = new RateWindow([]);
    const large = use({ tokensPerMinute: 1_000, tokens: 50_000 });
    expect(window.take(large, NOW)).toBeUndefined();
    expect(window.take(large, NOW)).toMatchObject({ used: 1_000 });
    expect(window.take(large, NOW + 61_000)).toBeUndefined();
  });

  it('counts another try of a request as no other request', () => {
    const window = new RateWindow([]);
    expect(window.take(use({ requestsPerMinute: 1 }), NOW)).toBeUndefined();
    expect(
      window.take(use({ requestsPerMinute: 1, requests: 0 }), NOW),
    ).toBeUndefined();
    expect(window.take(use({ requestsPerMinute: 1 }), NOW)).toMatchObject({
      limit: 'requests',
    });
  });

  it('keeps no more than a minute of counts', () => {
    let window = new RateWindow([]);
    for (let second = 0; second < 500; second += 1) {
      window.take(use({ requestsPerMinute: 10 }), NOW + second * 1_000);
      window = RateWindow.parse(window.toJson());
    }
    expect(JSON.parse(window.toJson()).length).toBeLessThanOrEqual(65);
  });
});
