import {
  RequestOutcome,
  RequestSummary,
  UsageSource,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { VisibleTeams } from '../../kernel/TeamAccess';

/** Which rows of the ledger; what is absent does not narrow. */
export interface RequestFilter {
  /** Inclusive. */
  fromMs: number | undefined;
  /** Exclusive. */
  toMs: number | undefined;
  teams: VisibleTeams;
  /** Of the request here, at its client, or at its provider. */
  id: string | undefined;
  applications: string[] | undefined;
  keys: string[] | undefined;
  models: string[] | undefined;
  outcomes: RequestOutcome[] | undefined;
  tiers: string[] | undefined;
  providers: string[] | undefined;
  errorCodes: string[] | undefined;
  usageSources: UsageSource[] | undefined;
  minDurationMs: number | undefined;
  minCostPicoUsd: bigint | undefined;
}

/** A place in the order of the ledger, the newest first. */
export interface RequestPosition {
  arrivedAtMs: number;
  id: string;
}

/** Some rows of the ledger, and how far it was searched for them. */
export interface FoundRequests {
  items: RequestSummary[];
  /** Where the search stopped before there were enough; none at the ledger's end. */
  stoppedAt: RequestPosition | undefined;
}
