/**
 * Text from outside, fit for the records: no control characters, no halves of
 * surrogate pairs, both of which databases refuse, and not longer than `most`
 * characters.
 */
export function cleanText(text: string, most = 255): string {
  return text
    .slice(0, most)
    .toWellFormed()
    .replace(/\p{Cc}/gu, '\ufffd');
}
