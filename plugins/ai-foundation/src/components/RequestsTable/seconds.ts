/** Milliseconds as seconds with two decimals: `0.84`. */
export function seconds(ms: number, language: string): string {
  return new Intl.NumberFormat(language, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  }).format(ms / 1000);
}
