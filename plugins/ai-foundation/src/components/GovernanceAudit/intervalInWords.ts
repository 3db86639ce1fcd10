const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** A length of time in its largest whole unit: `5 minutes`. */
export function intervalInWords(
  milliseconds: number,
  language: string,
): string {
  const [unit, size] = UNITS.find(([, ms]) => milliseconds % ms === 0) ?? [
    'second',
    1000,
  ];
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'long',
  }).format(milliseconds / size);
}
