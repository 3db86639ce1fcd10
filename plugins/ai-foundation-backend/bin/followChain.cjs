'use strict';

const { createHash } = require('node:crypto');

/** What stands before the first entry of a chain. */
const GENESIS = '0'.repeat(64);

/**
 * Follows entries of a chain, from its start or from wherever they begin.
 *
 * It shares no code with the portal, so that who verifies need not trust it.
 *
 * @param {Iterable<{
 *   seq: number,
 *   content: Record<string, unknown>,
 *   previousHash: string,
 *   hash: string,
 * }>} entries
 * @param {{ seq: number, hash: string } | undefined} head - where the chain is said to end.
 * @param {Array<{ seq: number, hash: string }>} anchors - heads that were kept elsewhere.
 * @returns {{ entries: number, first?: number, last?: number, fromStart: boolean, problem?: string }}
 */
function followChain(entries, head, anchors = []) {
  const verdict = { entries: 0, fromStart: true };
  const missing = new Map(anchors.map(({ seq, hash }) => [seq, hash]));
  let lastHash = GENESIS;
  for (const { seq, content, previousHash, hash } of entries) {
    const broken = reason => ({
      ...verdict,
      problem: `entry ${seq} ${reason}`,
    });
    if (verdict.entries === 0) {
      verdict.first = seq;
      verdict.fromStart = previousHash === GENESIS;
      lastHash = previousHash;
    } else if (seq <= verdict.last) {
      return broken(`stands after entry ${verdict.last}`);
    }
    if (previousHash !== lastHash) {
      return broken('does not follow the one before it');
    }
    if (hash !== hashOf(previousHash, content)) {
      return broken('was changed');
    }
    if (missing.has(seq) && missing.get(seq) !== hash) {
      return broken('is not the one that the anchor was taken of');
    }
    missing.delete(seq);
    verdict.entries += 1;
    verdict.last = seq;
    lastHash = hash;
  }
  const end = head ?? {
    seq: verdict.last,
    hash: verdict.entries ? lastHash : GENESIS,
  };
  if (end.seq !== verdict.last || end.hash !== lastHash) {
    return { ...verdict, problem: 'the newest entries are missing' };
  }
  const [lost] = missing.keys();
  return lost === undefined
    ? verdict
    : {
        ...verdict,
        problem: `entry ${lost}, of which there is an anchor, is missing`,
      };
}

function hashOf(previousHash, content) {
  return createHash('sha256')
    .update(String(previousHash))
    .update(canonicalJson(content))
    .digest('hex');
}

/** JSON with the keys of every object in order. */
function canonicalJson(value) {
  return JSON.stringify(value, (_key, item) =>
    item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(
          Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : item,
  );
}

module.exports = { followChain };
