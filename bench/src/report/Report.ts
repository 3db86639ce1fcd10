import type { Measurement } from '../measure.ts';

/** One run on one machine. */
export interface Report {
  /** ISO 8601. */
  at: string;
  node: string;
  cpu: string;
  cpus: number;
  loadAverage: number;
  secondsEach: number;
  measurements: Measurement[];
}
