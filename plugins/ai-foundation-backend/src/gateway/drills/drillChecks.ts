import { CeilingDrill } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { ToldEvent } from '../../governance/ceilings/CeilingAlerts';
import { levelOf, stopOf } from '../../governance/ceilings/thresholds';
import { Drill } from './types';

type Check = CeilingDrill['checks'][number];

/** Messages that have not arrived by then count as lost. */
const DELIVERY_LIMIT_MS = 10 * 60_000;

/** What a drill's record proves, each point with its reason. */
export function drillChecks(
  drill: Drill,
  events: readonly ToldEvent[],
  nowMs: number,
): Check[] {
  return [
    neverOver(drill),
    ...refusals(drill),
    eventsWritten(drill, events),
    alertsDelivered(drill, events, nowMs),
  ];
}

export function verdictOf(checks: readonly Check[]): CeilingDrill['verdict'] {
  const results = checks.map(({ result }) => result);
  if (results.includes('failed')) {
    return 'failed';
  }
  return results.includes('waiting') ? 'waiting' : 'passed';
}

function neverOver({ definition, record }: Drill): Check {
  const stop = stopOf(definition.thresholds);
  if (!stop) {
    return {
      check: 'never-over',
      result: 'passed',
      why: 'Nothing stops at this ceiling, as it says; its requests are counted all the same',
    };
  }
  const level = levelOf(stop, BigInt(record.sandboxAmountPicoUsd));
  const isWithin = BigInt(record.costPicoUsd) <= level;
  return {
    check: 'never-over',
    result: isWithin ? 'passed' : 'failed',
    why: `${record.admitted} of ${
      record.tried
    } requests were admitted; together they cost ${
      isWithin ? 'no more' : 'more'
    } than the stop allows`,
  };
}

function refusals({ definition, record }: Drill): Check[] {
  const has = (response: string) =>
    definition.thresholds.some(threshold => threshold.response === response);
  return [
    ...(has('throttle')
      ? [refusal('throttled', record.throttled, 'slowed down with 429')]
      : []),
    ...(has('stop')
      ? [refusal('refused', record.stopped, 'refused with 402')]
      : []),
  ];
}

function refusal(check: Check['check'], requests: number, what: string): Check {
  return {
    check,
    result: requests > 0 ? 'passed' : 'failed',
    why: `${requests} requests were ${what}`,
  };
}

function eventsWritten(drill: Drill, events: readonly ToldEvent[]): Check {
  const { definition, record } = drill;
  const met = definition.thresholds.filter(threshold =>
    threshold.response === 'alert'
      ? BigInt(record.costPicoUsd) >=
        levelOf(threshold, BigInt(record.sandboxAmountPicoUsd))
      : true,
  );
  const missing = met.filter(
    ({ percent }) =>
      events.filter(({ threshold }) => threshold.percent === percent).length !==
      1,
  );
  return {
    check: 'events',
    result: missing.length === 0 && met.length > 0 ? 'passed' : 'failed',
    why:
      missing.length === 0
        ? `${met.length} of ${definition.thresholds.length} thresholds were reached, each written down once`
        : `Not written down once: ${missing
            .map(({ percent }) => `${percent} %`)
            .join(', ')}`,
  };
}

function alertsDelivered(
  drill: Drill,
  events: readonly ToldEvent[],
  nowMs: number,
): Check {
  const check = 'alerts-delivered';
  const unhealthy = events.find(event => event.unhealthy !== undefined);
  if (unhealthy) {
    return { check, result: 'failed', why: unhealthy.unhealthy ?? '' };
  }
  const deliveries = events.flatMap(event => event.deliveries);
  const sent = deliveries.filter(
    ({ firstSentAtMs }) => firstSentAtMs !== undefined,
  ).length;
  const why = `${sent} of ${deliveries.length} messages were delivered`;
  if (deliveries.length > 0 && sent === deliveries.length) {
    return { check, result: 'passed', why };
  }
  const isLate = nowMs - drill.runAtMs > DELIVERY_LIMIT_MS;
  return {
    check,
    result: isLate || deliveries.length === 0 ? 'failed' : 'waiting',
    why,
  };
}
