import isCreditCard from 'validator/lib/isCreditCard';
import { Detection, Detector } from './Detector';

const MIN_DIGITS = 13;
const MAX_DIGITS = 19;
/** Digits with at most one space or hyphen between. */
const DIGITS = /(?<![\w.])\d(?:[ \-\u00a0]?\d){12,}(?!\w)/g;

/** Finds numbers of payment cards by their issuer's form and their check digit. */
export const paymentCardDetector: Detector = {
  kind: 'payment-card',
  reach: 64,
  suspects: text => text.search(DIGITS) >= 0,
  detect: text =>
    [...text.matchAll(DIGITS)].flatMap(({ 0: written, index }) =>
      cardsIn(written).map(({ start, end }) => ({
        start: index + start,
        end: index + end,
      })),
    ),
};

/** Cards are written in one piece or in such groups; the last may be one shorter. */
const GROUP_DIGITS = 4;

/** Other numbers may stand before and after a card's as if they were part of it. */
function cardsIn(written: string): Detection[] {
  const groups = [...written.matchAll(/\d+/g)].map(({ 0: digits, index }) => ({
    digits,
    start: index,
    end: index + digits.length,
  }));
  const found: Detection[] = [];
  for (let first = 0; first < groups.length; first += 1) {
    let digits = '';
    for (let last = first; last < groups.length; last += 1) {
      const group = groups[last].digits;
      digits += group;
      if (digits.length > MAX_DIGITS || group.length < GROUP_DIGITS - 1) {
        break;
      }
      if (digits.length >= MIN_DIGITS && isCreditCard(digits)) {
        found.push({ start: groups[first].start, end: groups[last].end });
        first = last;
        break;
      }
      if (group.length < GROUP_DIGITS) {
        break;
      }
    }
  }
  return found;
}
