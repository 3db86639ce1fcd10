import { Detection, Detector } from './detectors';
import { WorkMeter } from './WorkMeter';

/** How much is looked at for suspicions at once; about a millisecond at worst. */
const GLANCE = 64 * 1024;
/** How much is looked at closely at once. */
const LOOK = 4 * 1024;
/** What a detector sees before a piece, to know where words begin. */
const CONTEXT = 16;

/** Everything that a detector finds in a text, in order and without overlaps. */
export async function findIn(
  text: string,
  detector: Detector,
  meter: WorkMeter,
): Promise<Detection[]> {
  const found: Detection[] = [];
  for (const glance of pieces(0, text.length, GLANCE)) {
    if (meter.isDue) {
      await meter.pause();
    }
    if (detector.suspects(around(text, glance, detector))) {
      const size = Math.max(LOOK, detector.reach);
      for (const piece of pieces(glance.start, glance.end, size)) {
        if (meter.isDue) {
          await meter.pause();
        }
        found.push(...(await lookAt(text, piece, detector)));
      }
    }
  }
  return merged(found);
}

interface Range {
  start: number;
  end: number;
}

function* pieces(start: number, end: number, size: number): Generator<Range> {
  for (let at = start; at < end; at += size) {
    yield { start: at, end: Math.min(at + size, end) };
  }
}

/** A piece with what a detector needs to see around it. */
function around(text: string, { start, end }: Range, { reach }: Detector) {
  return text.slice(Math.max(start - CONTEXT, 0), end + reach);
}

/** What begins in a piece; what begins before or after it belongs to another. */
async function lookAt(
  text: string,
  piece: Range,
  detector: Detector,
): Promise<Detection[]> {
  const offset = Math.max(piece.start - CONTEXT, 0);
  const found = await detector.detect(around(text, piece, detector));
  return found
    .map(({ start, end, ...rest }) => ({
      ...rest,
      start: start + offset,
      end: end + offset,
    }))
    .filter(({ start }) => start >= piece.start && start < piece.end);
}

/** One for all that touch each other. */
export function merged<T extends Range>(found: readonly T[]): T[] {
  const inOrder = [...found].sort((a, b) => a.start - b.start || b.end - a.end);
  const apart: T[] = [];
  for (const one of inOrder) {
    const last = apart.at(-1);
    if (last && one.start < last.end) {
      apart[apart.length - 1] = { ...last, end: Math.max(last.end, one.end) };
    } else {
      apart.push(one);
    }
  }
  return apart;
}
