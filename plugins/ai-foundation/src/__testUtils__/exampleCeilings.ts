import {
  Ceiling,
  CeilingDrill,
  CeilingEvaluation,
  CeilingEvent,
  CeilingRaise,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { inDays, TEAM } from './exampleTeams';

const INGRID = 'user:default/ingrid.solberg';

export const exampleCeiling: Ceiling = {
  id: 'c1',
  scope: { kind: 'organisation' },
  amountPicoUsd: '500000000000000',
  inForcePicoUsd: '500000000000000',
  window: 'month',
  timeZone: 'Europe/Oslo',
  thresholds: [
    { response: 'alert', percent: 70, recipients: [INGRID] },
    { response: 'alert', percent: 90, recipients: [INGRID] },
    { response: 'stop', percent: 100, recipients: [INGRID] },
  ],
  setBy: INGRID,
  setAt: inDays(-40),
  reason: 'The budget of the year.',
  warnings: [],
  current: {
    window: '2026-11',
    startsAt: inDays(-20),
    endsAt: inDays(10),
    committedPicoUsd: '66682340150000',
    heldPicoUsd: '1200000000',
    forecastPicoUsd: '100023510225000',
    previousPicoUsd: '50000000000000',
  },
};

/** Slowed down from 80 % on, and raised for a week. */
export const teamCeiling: Ceiling = {
  ...exampleCeiling,
  id: 'c2',
  scope: { kind: 'team', ref: TEAM },
  amountPicoUsd: '40000000000000',
  inForcePicoUsd: '60000000000000',
  raisedUntil: inDays(7),
  window: 'week',
  thresholds: [
    {
      response: 'throttle',
      percent: 80,
      requestsPerMinute: 10,
      recipients: [TEAM],
    },
    { response: 'stop', percent: 100, recipients: [TEAM] },
  ],
  warnings: ['recipient-unresolvable'],
  current: {
    ...exampleCeiling.current,
    window: '2026-W47',
    committedPicoUsd: '50000000000000',
    forecastPicoUsd: undefined,
  },
};

export const exampleEvaluation: CeilingEvaluation = {
  lastAt: inDays(0),
  result: '2 ceilings looked at',
  overdue: false,
};

export const exampleRaise: CeilingRaise = {
  id: 'r1',
  ceilingId: 'c2',
  scope: teamCeiling.scope,
  window: 'week',
  beforePicoUsd: '40000000000000',
  amountPicoUsd: '90000000000000',
  until: inDays(5),
  reason: 'The big re-labelling runs this week.',
  requestedBy: 'user:default/amina.okafor',
  requestedAt: inDays(-1),
  state: 'waiting',
};

export const exampleEvent: CeilingEvent = {
  id: '7',
  ceilingId: 'c2',
  scope: teamCeiling.scope,
  window: '2026-W47',
  percent: 80,
  response: 'throttle',
  requestsPerMinute: 10,
  amountPicoUsd: '40000000000000',
  committedPicoUsd: '32000000000000',
  heldPicoUsd: '0',
  at: inDays(-1),
  noticedBy: 'refusal',
  alertedAt: inDays(-1),
  deliveries: [
    {
      recipient: 'user:default/amina.okafor',
      state: 'sent',
      sentAt: inDays(-1),
    },
  ],
};

export const exampleDrill: CeilingDrill = {
  id: 'd1',
  ceilingId: 'c1',
  definition: {
    scope: exampleCeiling.scope,
    amountPicoUsd: exampleCeiling.amountPicoUsd,
    window: exampleCeiling.window,
    timeZone: exampleCeiling.timeZone,
    thresholds: exampleCeiling.thresholds,
  },
  definitionSha256: 'a'.repeat(64),
  isStale: false,
  runBy: INGRID,
  runAt: inDays(-2),
  sandboxAmountPicoUsd: '10000000000',
  tried: 424,
  admitted: 400,
  throttled: 0,
  stopped: 24,
  costPicoUsd: '10000000000',
  firstRefusalMs: 3.25,
  events: [{ ...exampleEvent, id: '8', ceilingId: 's1', percent: 100 }],
  verdict: 'passed',
  checks: [
    {
      check: 'never-over',
      result: 'passed',
      why: '400 of 424 requests were admitted; together they cost no more than the stop allows',
    },
    {
      check: 'refused',
      result: 'passed',
      why: '24 requests were refused with 402',
    },
    {
      check: 'alerts-delivered',
      result: 'passed',
      why: '3 of 3 messages were delivered',
    },
  ],
};
