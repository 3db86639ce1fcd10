import isEmail from 'validator/lib/isEmail';
import { Detection, Detector } from './Detector';

const LOCAL = /[\p{L}\p{N}._%+'-]/u;
const DOMAIN = /[\p{L}\p{N}.-]/u;
const MAX_LOCAL = 64;
const MAX_DOMAIN = 255;

/** Finds e-mail addresses: it looks to both sides of each `@`. */
export const emailDetector: Detector = {
  kind: 'email',
  reach: 512,
  suspects: text => text.includes('@'),
  detect: text => {
    const found: Detection[] = [];
    for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
      const detection = around(text, at);
      if (detection) {
        found.push(detection);
      }
    }
    return found;
  },
};

function around(text: string, at: number): Detection | undefined {
  let start = at;
  while (start > 0 && at - start < MAX_LOCAL && LOCAL.test(text[start - 1])) {
    start -= 1;
  }
  while (start < at && ".'-".includes(text[start])) {
    start += 1;
  }
  let end = at + 1;
  while (
    end < text.length &&
    end - at <= MAX_DOMAIN &&
    DOMAIN.test(text[end])
  ) {
    end += 1;
  }
  while (end > at + 1 && '.-'.includes(text[end - 1])) {
    end -= 1;
  }
  if (start === at || end === at + 1) {
    return undefined;
  }
  const isRemote = text.slice(start, at) === 'git' && text[end] === ':';
  return !isRemote &&
    isEmail(text.slice(start, end), { allow_utf8_local_part: true })
    ? { start, end }
    : undefined;
}
