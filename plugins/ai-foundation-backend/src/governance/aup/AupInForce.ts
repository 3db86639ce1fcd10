import { AcknowledgementStore } from './AcknowledgementStore';
import { AupStore } from './AupStore';

/**
 * The version in force and whose keys work under it. A minor version changes
 * nothing that people have agreed to, so that any version of its major number
 * counts; for a while after a major one, the major number before it counts too.
 */
export interface AupInForce {
  version: string;
  /** Refs of people who acknowledged a version of the major number in force. */
  acknowledgedBy: ReadonlySet<string>;
  /** The same for the major number before it. */
  previousAcknowledgedBy: ReadonlySet<string>;
  /** Until when that one counts. */
  graceUntilMs: number | undefined;
}

/** Until when a major version lets the one before it count. */
export type GraceSource = (major: number) => Promise<number | undefined>;

/** Reads it from the records. */
export async function readAupInForce(records: {
  versions: AupStore;
  acknowledgements: AcknowledgementStore;
  graceUntil: GraceSource;
}): Promise<AupInForce | undefined> {
  const { versions, acknowledgements, graceUntil } = records;
  const published = await versions.list();
  const [current] = published;
  if (!current) {
    return undefined;
  }
  const previous = published.find(({ major }) => major < current.major);
  return {
    version: current.version,
    acknowledgedBy: await acknowledgements.peopleOfMajor(current.major),
    previousAcknowledgedBy: previous
      ? await acknowledgements.peopleOfMajor(previous.major)
      : new Set(),
    graceUntilMs: previous && (await graceUntil(current.major)),
  };
}

/** What a person's keys stand on; nothing where they are suspended. */
export type Footing = 'current' | 'grace' | undefined;

/** By the clock alone: nothing has to run when the grace ends. */
export function footingOf(
  aup: AupInForce,
  userRef: string,
  nowMs: number,
): Footing {
  if (aup.acknowledgedBy.has(userRef)) {
    return 'current';
  }
  const { graceUntilMs, previousAcknowledgedBy } = aup;
  return graceUntilMs !== undefined &&
    nowMs < graceUntilMs &&
    previousAcknowledgedBy.has(userRef)
    ? 'grace'
    : undefined;
}
