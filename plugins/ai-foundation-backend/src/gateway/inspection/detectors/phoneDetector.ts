import { CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { Detection, Detector } from './Detector';

const INTERNATIONAL =
  /(?<![\w+])(?:\+|00)[1-9](?:[ \-./()\u00a0\u202f]{0,2}\d){6,14}/g;
const NATIONAL =
  /(?<![\w+./-])(?:\(?\d)(?:[ \-./()\u00a0\u202f]{0,2}\d){5,14}/g;
const LAST_GROUP = /[^\d+]*\d+$/;
const MIN_LENGTH = 6;

/**
 * Finds phone numbers that a network would take: those with their country's
 * code, and those in the national form of some countries.
 */
export function phoneDetector(countries: readonly string[]): Detector {
  const forms = [
    { pattern: INTERNATIONAL, country: undefined },
    ...countries.map(country => ({
      pattern: NATIONAL,
      country: country as CountryCode,
    })),
  ];
  return {
    kind: 'phone',
    reach: 64,
    suspects: text => forms.some(({ pattern }) => text.search(pattern) >= 0),
    detect: text =>
      forms.flatMap(({ pattern, country }) =>
        [...text.matchAll(pattern)].flatMap(match =>
          firstOf(text, match, country),
        ),
      ),
  };
}

/** Digits after the number may stand there as if they were its own. */
function firstOf(
  text: string,
  { 0: whole, index }: RegExpExecArray,
  country: CountryCode | undefined,
): Detection[] {
  let written = whole;
  while (written.length >= MIN_LENGTH) {
    const end = index + written.length;
    if (!/[\w]/.test(text[end] ?? '') && isNumber(written, country)) {
      return [{ start: index, end }];
    }
    written = written.replace(LAST_GROUP, '');
  }
  return [];
}

function isNumber(written: string, country: CountryCode | undefined): boolean {
  const number = parsePhoneNumberFromString(
    written.replace(/^00/, '+'),
    country,
  );
  return number?.isValid() === true;
}
