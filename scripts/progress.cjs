'use strict';

const HEARTBEAT_MS = 10_000;
const WORTH_SAYING_MS = 1_000;

/** Says what is going on, for as long as it goes on, and how long it took. */
async function step(title, work) {
  const startedAt = Date.now();
  console.log(`  ${title} ...`);
  const heartbeat = setInterval(
    () => console.log(`    still at it after ${elapsed(startedAt)}`),
    HEARTBEAT_MS,
  );
  try {
    const result = await work();
    if (Date.now() - startedAt > WORTH_SAYING_MS) {
      console.log(`    done in ${elapsed(startedAt)}`);
    }
    return result;
  } catch (error) {
    error.message = `${title} failed after ${elapsed(startedAt)}.\n${
      error.message
    }`;
    throw error;
  } finally {
    clearInterval(heartbeat);
  }
}

function elapsed(startedAt) {
  const seconds = (Date.now() - startedAt) / 1_000;
  return seconds < 60
    ? `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`
    : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

module.exports = { elapsed, step };
