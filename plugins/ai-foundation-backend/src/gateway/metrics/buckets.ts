/*
 * The boundaries of histograms: OpenTelemetry's advice where it gives one.
 */

export const TOKEN_BUCKETS = [
  1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576,
  4_194_304, 16_777_216, 67_108_864,
];

export const DURATION_BUCKETS_S = [
  0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48,
  40.96, 81.92,
];

export const FIRST_CHUNK_BUCKETS_S = [
  0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5,
  7.5, 10,
];

export const OVERHEAD_BUCKETS_S = [
  0.0001, 0.00025, 0.0005, 0.001, 0.0015, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
  0.25, 1,
];

export const HOLD_BUCKETS_S = [
  0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 900,
];

export const BATCH_BUCKETS = [1, 2, 4, 8, 16, 32, 64, 128, 256];
