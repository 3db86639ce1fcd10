/**
 * Splits a text into the pieces that this provider counts as tokens.
 *
 * There are never more tokens than bytes, as with every real tokenizer.
 */
export function splitTokens(text: string): string[] {
  return text.match(/\s*\S{1,8}|\s+/gu) ?? [];
}
