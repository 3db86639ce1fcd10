import { waitAskedFor } from './remedyFor';

describe('waitAskedFor', () => {
  const now = Date.UTC(2026, 10, 22, 12);

  it.each<[Record<string, string>, number | undefined]>([
    [{}, undefined],
    [{ 'retry-after': '2' }, 2_000],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': '2', 'retry-after-ms': '150' }, 150],
    [{ 'retry-after': 'Sun, 22 Nov 2026 12:00:03 GMT' }, 3_000],
    [{ 'retry-after': 'Sun, 22 Nov 2026 11:00:00 GMT' }, 0],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': '' }, undefined],
    [{ 'retry-after-ms': 'NaN', 'retry-after': '1' }, 1_000],
  ])('reads %j', (headers, waitMs) => {
    expect(waitAskedFor({ headers }, now)).toBe(waitMs);
  });
});
