const STEPS: Array<[Intl.RelativeTimeFormatUnit, number]> = [
  ['second', 60],
  ['minute', 60],
  ['hour', 24],
  ['day', 30.44],
  ['month', 12],
];

/** The distance between two instants in words: `in 5 days`, `2 hours ago`. */
export function relativeTime(
  instant: Date,
  now: Date,
  language: string,
): string {
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  let amount = (instant.getTime() - now.getTime()) / 1000;
  for (const [unit, size] of STEPS) {
    if (Math.abs(Math.round(amount)) < size) {
      return format.format(Math.round(amount), unit);
    }
    amount /= size;
  }
  return format.format(Math.round(amount), 'year');
}

/** The exact instant in the viewer's time zone, with the zone. */
export function exactTime(instant: Date, language: string): string {
  return new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'long',
  }).format(instant);
}
