import {
  CeilingThreshold,
  ControlVerdict,
  RequestOutcome,
  TokenUsage,
  UsageSource,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';

import { ScopeKind } from '../../governance/ceilings/types';
import { RateReached, RateUse } from '../limits/RateWindow';

/** Who and what a row of the ledger is about; known once a request is read. */
export interface LedgerSubject {
  /** Of the row: of one attempt. */
  requestId: string;
  /** The try at a provider, from 1. */
  attempt: number;
  /** The row of the first attempt, where this is a later one. */
  callId: string | undefined;
  arrivedAtMs: number;
  keyId: string;
  teamRef: string;
  /** Empty for a key of a team. */
  applicationRef: string;
  purpose: string;
  tier: string;
  dialect: string;
  operation: string;
  stream: boolean;
  /** As the client asked for it; cleaned and cut to 255 characters. */
  requestedModel: string;
  /** Empty where none was found. */
  modelRef: string;
  /** Empty where none was found. */
  provider: string;
  clientRequestId: string | undefined;
  decision: ControlVerdict[];
}

/** A request that wants to go on to its provider. */
export interface Admission {
  subject: LedgerSubject;
  /** `undefined` for a drill, which buys nothing. */
  priceVersion: string | undefined;
  /** The most that it can cost, pico-dollars. */
  holdPicoUsd: bigint;
  holdExpiresAtMs: number;
  /** Where its key has a limit per minute. */
  rate?: RateUse;
}

/** A request that a control refused; it costs nothing and is settled at once. */
export interface Refusal {
  subject: LedgerSubject;
  httpStatus: number;
  errorCode: string;
  settledAtMs: number;
  durationMs: number;
}

/** How an admitted request ended. */
export interface Settlement {
  requestId: string;
  outcome: Exclude<RequestOutcome, 'running' | 'refused'>;
  httpStatus: number | undefined;
  errorCode: string | undefined;
  responseModel: string | undefined;
  providerRequestId: string | undefined;
  usage: TokenUsage;
  /** As the provider reported it. */
  rawUsage: unknown;
  usageSource: UsageSource;
  /** Pico-dollars, at the price version of the admission. */
  costPicoUsd: bigint;
  settledAtMs: number;
  durationMs: number;
  timeToFirstByteMs: number | undefined;
  /** What it counted as under its key's limit per minute, if there is one. */
  rateTokens?: number;
}

/** The first ceiling that is in a request's way. */
export interface CeilingReached {
  ceilingId: string;
  scopeKind: ScopeKind;
  scopeRef: string;
  windowKey: string;
  /** In force, with a raise that runs. */
  amountPicoUsd: bigint;
  committedPicoUsd: bigint;
  heldPicoUsd: bigint;
}

export type AdmissionResult = { admitted: true } | CeilingRefusal | RateRefusal;

export interface CeilingRefusal {
  admitted: false;
  /** The ceiling's response that refused it. */
  threshold: CeilingThreshold;
  reached: CeilingReached;
  /** How long until a throttle lets the next request pass. */
  waitMs?: number;
}

export interface RateRefusal {
  admitted: false;
  /** The limit of its key that refused it. */
  rate: RateReached;
}

/**
 * The ledger as a request meets it. Every promise settles after the commit
 * that carries its row.
 */
export interface Ledger {
  /**
   * Reserves the hold against every ceiling that applies and inserts the row,
   * or inserts nothing and tells the ceiling or the limit that is in the way.
   *
   * @throws LedgerUnavailableError where the database does not answer or too much waits.
   */
  admit(admission: Admission): Promise<AdmissionResult>;
  /** @throws LedgerUnavailableError as `admit`. */
  refuse(refusal: Refusal): Promise<void>;
  /**
   * Settles an admitted request: cost, committed spend, rollup and row at once,
   * and exactly once, however often it is called. Where the database does not answer
   * it is tried again in the background until it does, so this never rejects.
   */
  settle(settlement: Settlement): Promise<void>;
}

/** The ledger cannot take rows now; the gateway then refuses with 503. */
export class LedgerUnavailableError extends Error {
  name = 'LedgerUnavailableError';
}
