/** A part in percent with one decimal: `12.3`; of nothing it is zero. */
export function percentOf(
  part: string | bigint,
  whole: string | bigint,
): number {
  const total = BigInt(whole);
  return total === 0n ? 0 : Number((BigInt(part) * 1000n) / total) / 10;
}
