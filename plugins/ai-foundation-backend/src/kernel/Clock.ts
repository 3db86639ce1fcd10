/** Tells the time in epoch milliseconds; tests bring their own. */
export type Clock = () => number;
