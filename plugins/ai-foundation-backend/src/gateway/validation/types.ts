import {
  ValidationCheck,
  ValidationKind,
  ValidationRun,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';

/** What a run of its kind measured. */
export type ValidationRecord = Pick<
  ValidationRun,
  'endToEnd' | 'revocation' | 'visibleAfterMs' | 'providers'
>;

/** What came of a run. */
export interface ValidationOutcome {
  checks: ValidationCheck[];
  record: ValidationRecord;
  /** What was found, in words, where nothing failed. */
  summary: string;
  /** Whether a stand-in of a provider took part. */
  isDemo: boolean;
  /** Addresses that were called. */
  targets: string[];
}

/** One run, as it is kept. */
export interface RecordedRun {
  id: string;
  kind: ValidationKind;
  /** Absent where the schedule did. */
  startedBy: string | undefined;
  startedAtMs: number;
  endedAtMs: number | undefined;
  result: ValidationRun['result'];
  summary: string;
  isDemo: boolean;
  configFingerprint: string;
  targets: string[];
  record: ValidationRecord;
  /** Of the run with its checks, once it has ended. */
  sha256: string | undefined;
}

/** How many checks of a run had which result. */
export type CheckCounts = Record<ValidationCheck['result'], number>;
