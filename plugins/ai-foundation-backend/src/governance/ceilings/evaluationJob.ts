/** The scheduled look at all ceilings. */
export const EVALUATION_JOB = 'ceilings.evaluate';
export const EVALUATION_INTERVAL_MS = 60_000;
