import {
  AiModelEntity,
  AiModelPrice,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';

/**
 * The rules of an `AiModel` that hold between fields, which its schema cannot
 * say with a clear message.
 *
 * @returns a sentence for each broken rule, starting with the field's path.
 */
export function aiModelViolations(spec: AiModelEntity['spec']): string[] {
  return [
    ...restrictionViolations(spec),
    ...sizeViolations(spec),
    ...spec.prices.flatMap(priceViolations),
    ...repeatedPriceViolations(spec.prices),
  ];
}

function restrictionViolations(spec: AiModelEntity['spec']): string[] {
  if (spec.restrictions && spec.unrestrictedBecause) {
    return [
      '/spec/unrestrictedBecause must be absent where there are restrictions',
    ];
  }
  if (!spec.restrictions && !spec.unrestrictedBecause) {
    return [
      '/spec/restrictions is required, or /spec/unrestrictedBecause with the reason why there is none',
    ];
  }
  return [];
}

function sizeViolations(spec: AiModelEntity['spec']): string[] {
  return spec.maxOutputTokens > spec.contextWindow
    ? ['/spec/maxOutputTokens must not be more than /spec/contextWindow']
    : [];
}

function priceViolations(price: AiModelPrice, index: number): string[] {
  const path = `/spec/prices/${index}`;
  const violations: string[] = [];
  if (!isInstant(price.effectiveFrom)) {
    violations.push(`${path}/effectiveFrom is not a date of the calendar`);
  }
  const rates = [price, ...(price.longContext ? [price.longContext] : [])];
  const hasZero = rates.some(
    ({ input, output }) => Number(input) === 0 || Number(output) === 0,
  );
  if (hasZero && !price.zeroReason) {
    violations.push(
      `${path}/zeroReason is required where the price of input or output is zero`,
    );
  }
  return violations;
}

function repeatedPriceViolations(prices: AiModelPrice[]): string[] {
  const seen = new Set<number>();
  return prices.flatMap(({ effectiveFrom }, index) => {
    const instant = Date.parse(effectiveFrom);
    const repeated = seen.has(instant);
    seen.add(instant);
    return repeated
      ? [`/spec/prices/${index}/effectiveFrom repeats that of another price`]
      : [];
  });
}

/** `Date.parse` alone would turn 30 February into a day in March. */
function isInstant(value: string): boolean {
  const day = value.slice(0, 10);
  const midnight = new Date(`${day}T00:00:00Z`);
  return (
    !Number.isNaN(Date.parse(value)) &&
    !Number.isNaN(midnight.getTime()) &&
    midnight.toISOString().startsWith(day)
  );
}
