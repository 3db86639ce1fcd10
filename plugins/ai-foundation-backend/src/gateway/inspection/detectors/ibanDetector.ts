import { countrySpecs, isValidIBAN } from 'ibantools';
import { Detector } from './Detector';

const BEGIN = /(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?=[ \-\u00a0]?[A-Za-z0-9])/g;
const SEPARATOR = /[ \-\u00a0]/;
const LETTER_OR_DIGIT = /[A-Za-z0-9]/;

/** Finds bank account numbers by their country's form and their check digits. */
export const ibanDetector: Detector = {
  kind: 'iban',
  reach: 128,
  suspects: text => text.search(BEGIN) >= 0,
  detect: text =>
    [...text.matchAll(BEGIN)].flatMap(({ 0: begin, index }) => {
      const country = begin.slice(0, 2).toUpperCase();
      const iban = take(text, index, countrySpecs[country]?.chars ?? 0);
      return iban && isValidIBAN(iban.characters.toUpperCase())
        ? [{ start: index, end: iban.end, type: country.toLowerCase() }]
        : [];
    }),
};

/** So many letters and digits, with at most one separator before each. */
function take(
  text: string,
  start: number,
  length: number,
): { characters: string; end: number } | undefined {
  let characters = '';
  let at = start;
  while (characters.length < length) {
    if (characters && SEPARATOR.test(text[at] ?? '')) {
      at += 1;
    }
    if (!LETTER_OR_DIGIT.test(text[at] ?? '')) {
      return undefined;
    }
    characters += text[at];
    at += 1;
  }
  return characters && !LETTER_OR_DIGIT.test(text[at] ?? '')
    ? { characters, end: at }
    : undefined;
}
