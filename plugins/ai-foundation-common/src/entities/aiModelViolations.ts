import { AiModelPrice, AiModelRates, AiModelSpec } from './AiModelEntity';
import { aiModelSpecSchema } from './aiModelSpecSchema';

/** A field of an `AiModel` that breaks a rule. @public */
export interface FieldViolation {
  /** A JSON pointer, for example `/spec/prices/0/input`. */
  path: string;
  /** Goes on from the field's name: "is required". */
  problem: string;
}

/** A reason that gives none. */
const SAYS_NOTHING =
  /^(?:n\/?a|none|nothing|no|nil|null|tbd|todo|unknown|not applicable|x+|[-–.?\s]+)[.!]?$/i;

/**
 * What is wrong with the `spec` of an `AiModel`: fields that are missing or have
 * no right value, and where these hold, fields that contradict each other.
 *
 * @public
 */
export function aiModelViolations(spec: unknown): FieldViolation[] {
  const { error, data } = aiModelSpecSchema.safeParse(spec);
  return error
    ? error.issues.map(({ path, message }) => ({
        path: `/${['spec', ...path].join('/')}`,
        problem:
          valueAt(spec, path) === undefined
            ? 'is required'
            : lowerFirst(message),
      }))
    : aiModelContradictions(data);
}

/**
 * The rules of an `AiModel` that hold between its fields, and that its schema
 * cannot say.
 *
 * @param spec - fits the schema.
 * @public
 */
export function aiModelContradictions(spec: AiModelSpec): FieldViolation[] {
  return [
    ...emptyWordViolations(spec),
    ...restrictionViolations(spec),
    ...sizeViolations(spec),
    ...spec.prices.flatMap(priceViolations),
    ...repeatedPriceViolations(spec.prices),
    ...repeatedFallbackViolations(spec.fallbacks ?? []),
  ];
}

function emptyWordViolations(spec: AiModelSpec): FieldViolation[] {
  const words: Array<[string, string | undefined]> = [
    ...(spec.restrictions ?? []).map((restriction, index): [string, string] => [
      `/spec/restrictions/${index}`,
      restriction,
    ]),
    ['/spec/unrestrictedBecause', spec.unrestrictedBecause],
    ['/spec/dataUse', spec.dataUse],
    ...spec.prices.map(
      ({ zeroReason }, index): [string, string | undefined] => [
        `/spec/prices/${index}/zeroReason`,
        zeroReason,
      ],
    ),
  ];
  return words
    .filter(([, text]) => text && SAYS_NOTHING.test(text.trim()))
    .map(([path, text]) => ({
      path,
      problem: `says nothing with '${text}'; write a sentence`,
    }));
}

function restrictionViolations(spec: AiModelSpec): FieldViolation[] {
  if (spec.restrictions && spec.unrestrictedBecause) {
    return [
      {
        path: '/spec/unrestrictedBecause',
        problem: 'must be absent where there are restrictions',
      },
    ];
  }
  if (!spec.restrictions && !spec.unrestrictedBecause) {
    return [
      {
        path: '/spec/restrictions',
        problem:
          'is required, or /spec/unrestrictedBecause with the reason why there is none',
      },
    ];
  }
  return [];
}

function sizeViolations(spec: AiModelSpec): FieldViolation[] {
  return spec.maxOutputTokens > spec.contextWindow
    ? [
        {
          path: '/spec/maxOutputTokens',
          problem: 'must not be more than /spec/contextWindow',
        },
      ]
    : [];
}

function priceViolations(price: AiModelPrice, index: number): FieldViolation[] {
  const path = `/spec/prices/${index}`;
  const violations: FieldViolation[] = [];
  if (!isInstant(price.effectiveFrom)) {
    violations.push({
      path: `${path}/effectiveFrom`,
      problem: 'is not a date of the calendar',
    });
  }
  const { longContext } = price;
  if (
    (hasZero(price) || (longContext && hasZero(longContext))) &&
    !price.zeroReason
  ) {
    violations.push({
      path: `${path}/zeroReason`,
      problem: 'is required where a price is zero',
    });
  }
  return violations;
}

function hasZero(rates: AiModelRates): boolean {
  return [
    rates.input,
    rates.output,
    rates.cachedInput,
    rates.cacheWrite,
    rates.cacheWrite1h,
    rates.inputAudio,
    rates.outputAudio,
  ].some(rate => rate !== undefined && Number(rate) === 0);
}

function repeatedPriceViolations(prices: AiModelPrice[]): FieldViolation[] {
  const seen = new Set<number>();
  return prices.flatMap(({ effectiveFrom }, index) => {
    const instant = Date.parse(effectiveFrom);
    const repeated = seen.has(instant);
    seen.add(instant);
    return repeated
      ? [
          {
            path: `/spec/prices/${index}/effectiveFrom`,
            problem: 'repeats that of another price',
          },
        ]
      : [];
  });
}

function repeatedFallbackViolations(fallbacks: string[]): FieldViolation[] {
  const names = fallbacks.map(name => name.toLocaleLowerCase('en-US'));
  return names.flatMap((name, index) =>
    names.indexOf(name) < index
      ? [
          {
            path: `/spec/fallbacks/${index}`,
            problem: 'repeats another fallback',
          },
        ]
      : [],
  );
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

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (node, key) => (node as Record<PropertyKey, unknown> | undefined)?.[key],
    value,
  );
}

function lowerFirst(text: string): string {
  return text[0].toLocaleLowerCase('en-US') + text.slice(1);
}
