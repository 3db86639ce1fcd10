import fc from 'fast-check';
import { reserve, Standing } from './reserve';

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
  };
}

describe('reserve', () => {
  it('admits up to the last pico-dollar', () => {
    expect(reserve({ holdPicoUsd: 30n }, [standing([100n, 50n, 20n])])).toEqual(
      { admitted: true },
    );
  });

  it('refuses one pico-dollar more, and names the ceiling as it stood', () => {
    const reached = standing([100n, 50n, 20n]);
    expect(reserve({ holdPicoUsd: 31n }, [reached])).toEqual({
      admitted: false,
      reached: standing([100n, 50n, 20n]),
    });
  });

  it('admits without a ceiling', () => {
    expect(reserve({ holdPicoUsd: 10n ** 30n }, [])).toEqual({
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
            const { admitted } = reserve({ holdPicoUsd }, standings);
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
});
