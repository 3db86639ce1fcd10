import {
  Ceiling,
  CeilingEvent as CeilingEventAnswer,
  CeilingRaise as CeilingRaiseAnswer,
  MessageDelivery,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { instant, optionalInstant } from '../../kernel/instant';
import { Delivery } from '../../kernel/Outbox';
import { ToldEvent } from './CeilingAlerts';
import { toScope } from './ceilingScopes';
import { RaiseOfCeiling } from './RaiseService';
import { forecastOf, RunningCeiling } from './RunningCeiling';

/** As the API tells a ceiling. */
export function toCeiling(ceiling: RunningCeiling, nowMs: number): Ceiling {
  const { bounds, current, raise } = ceiling;
  return {
    id: ceiling.id,
    scope: toScope(ceiling),
    amountPicoUsd: String(ceiling.amountPicoUsd),
    inForcePicoUsd: String(ceiling.inForcePicoUsd),
    raisedUntil: optionalInstant(raise?.untilMs),
    window: ceiling.window,
    timeZone: ceiling.timeZone,
    thresholds: ceiling.thresholds,
    setBy: ceiling.setBy,
    setAt: instant(ceiling.setAtMs),
    reason: ceiling.reason,
    warnings: ceiling.warnings,
    current: {
      window: current.windowKey,
      startsAt: instant(bounds.startMs),
      endsAt: instant(bounds.endMs),
      committedPicoUsd: String(current.committedPicoUsd),
      heldPicoUsd: String(current.heldPicoUsd),
      forecastPicoUsd: forecastOf(ceiling, nowMs)?.toString(),
      previousPicoUsd: String(ceiling.previousPicoUsd),
    },
  };
}

/** As the API tells a raise. */
export function toRaise({
  raise,
  ceiling,
  state,
}: RaiseOfCeiling): CeilingRaiseAnswer {
  return {
    id: raise.id,
    ceilingId: raise.ceilingId,
    scope: ceiling && toScope(ceiling),
    window: ceiling?.window,
    beforePicoUsd: String(raise.beforePicoUsd),
    amountPicoUsd: String(raise.amountPicoUsd),
    until: instant(raise.untilMs),
    reason: raise.reason,
    requestedBy: raise.requestedBy,
    requestedAt: instant(raise.requestedAtMs),
    state,
    decidedBy: raise.decidedBy,
    decidedAt: optionalInstant(raise.decidedAtMs),
    decisionReason: raise.decisionReason,
  };
}

/** As the API tells a threshold that was reached. */
export function toEvent(event: ToldEvent): CeilingEventAnswer {
  const { threshold } = event;
  return {
    id: event.id,
    ceilingId: event.ceilingId,
    scope: toScope(event),
    window: event.windowKey,
    percent: threshold.percent,
    response: threshold.response,
    requestsPerMinute:
      threshold.response === 'throttle'
        ? threshold.requestsPerMinute
        : undefined,
    amountPicoUsd: String(event.amountPicoUsd),
    committedPicoUsd: String(event.committedPicoUsd),
    heldPicoUsd: String(event.heldPicoUsd),
    at: instant(event.atMs),
    noticedBy: event.noticedBy,
    alertedAt: optionalInstant(event.alertedAtMs),
    deliveries: event.deliveries.map(toDelivery),
    unhealthy: event.unhealthy,
    acknowledgedBy: event.acknowledgedBy,
    acknowledgedAt: optionalInstant(event.acknowledgedAtMs),
  };
}

function toDelivery(delivery: Delivery): MessageDelivery {
  const { firstSentAtMs, lastError, recipientRef } = delivery;
  if (firstSentAtMs !== undefined) {
    return {
      recipient: recipientRef,
      state: 'sent',
      sentAt: instant(firstSentAtMs),
    };
  }
  return {
    recipient: recipientRef,
    state: lastError ? 'failing' : 'waiting',
    error: lastError,
  };
}
