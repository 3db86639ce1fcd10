import { RequestOutcome } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { VisibleTeams } from '../../kernel/TeamAccess';

/** Which rows of the ledger; what is absent does not narrow. */
export interface RequestFilter {
  /** Inclusive. */
  fromMs: number | undefined;
  /** Exclusive. */
  toMs: number | undefined;
  teams: VisibleTeams;
  applications: string[] | undefined;
  keys: string[] | undefined;
  models: string[] | undefined;
  outcomes: RequestOutcome[] | undefined;
}

/** A place in the order of the ledger, the newest first. */
export interface RequestPosition {
  arrivedAtMs: number;
  id: string;
}
