import { createHash } from 'node:crypto';
import { canonicalJson } from './canonicalJson';

/** What stands before the first entry of a chain. */
export const GENESIS_HASH = '0'.repeat(64);

/** A stored entry, with what it was chained by. */
export interface ChainEntry {
  /** Its number, growing along the chain. */
  seq: number;
  /** What its hash covers, besides the hash before. */
  content: Record<string, unknown>;
  previousHash: string | null;
  hash: string | null;
}

/** What following a chain found. */
export interface ChainVerdict {
  entries: number;
  /** `seq` of the first entry that does not follow from those before it. */
  brokenAt: number | undefined;
  /** Whether the newest entry is the last one that was recorded, and none is broken. */
  complete: boolean;
}

/** The hash of an entry that follows the one with `previousHash`. */
export function chainHash(
  previousHash: string,
  content: Record<string, unknown>,
): string {
  return createHash('sha256')
    .update(previousHash)
    .update(canonicalJson(content))
    .digest('hex');
}

/**
 * Follows a chain from its start; anything may be added meanwhile.
 *
 * @param source.page - the entries after a number, in order; none at the end.
 */
export async function verifyChain(source: {
  /** The hash of the newest entry, which is kept apart from the entries. */
  head(): Promise<string>;
  page(afterSeq: number): Promise<ChainEntry[]>;
}): Promise<ChainVerdict> {
  let entries = 0;
  let lastSeq = 0;
  let lastHash = GENESIS_HASH;
  for (;;) {
    // Before the page, so that an entry that comes in between is in the page.
    const head = await source.head();
    const page = await source.page(lastSeq);
    if (page.length === 0) {
      const complete = lastHash === head;
      return { entries, brokenAt: undefined, complete };
    }
    for (const { seq, content, previousHash, hash } of page) {
      if (previousHash !== lastHash || hash !== chainHash(lastHash, content)) {
        return { entries, brokenAt: seq, complete: false };
      }
      entries += 1;
      lastSeq = seq;
      lastHash = hash;
    }
  }
}
