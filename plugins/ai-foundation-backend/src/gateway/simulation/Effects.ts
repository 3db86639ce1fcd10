import { RequestGroup } from './ReplayStore';

/** What a change would have meant for requests that were alike. */
export interface Effect {
  effect: 'refused' | 'allowed';
  control: string;
  reason: string;
  teamRef: string;
  applicationRef: string;
  keyId: string;
  model: string;
  requests: number;
  costPicoUsd: bigint;
  firstAtMs: number;
  lastAtMs: number;
  exampleId: string;
}

/** Requests with their cost. */
export interface Sum {
  requests: number;
  costPicoUsd: bigint;
}

type Met = Pick<
  RequestGroup,
  | 'teamRef'
  | 'applicationRef'
  | 'keyId'
  | 'model'
  | 'requests'
  | 'costPicoUsd'
  | 'firstAtMs'
  | 'lastAtMs'
  | 'exampleId'
>;

/** Adds up what a change would have meant, span by span. */
export class Effects {
  readonly #effects = new Map<string, Effect>();
  readonly examined: Sum = { requests: 0, costPicoUsd: 0n };

  examine(sum: Sum): void {
    add(this.examined, sum);
  }

  count(met: Met, what: Pick<Effect, 'effect' | 'control' | 'reason'>): void {
    const { teamRef, applicationRef, keyId, model } = met;
    const name = [what.effect, what.control, keyId, applicationRef, model].join(
      ' ',
    );
    const known = this.#effects.get(name);
    if (!known) {
      const { requests, costPicoUsd, firstAtMs, lastAtMs, exampleId } = met;
      this.#effects.set(name, {
        ...what,
        teamRef,
        applicationRef,
        keyId,
        model,
        requests,
        costPicoUsd,
        firstAtMs,
        lastAtMs,
        exampleId,
      });
      return;
    }
    add(known, met);
    known.firstAtMs = Math.min(known.firstAtMs, met.firstAtMs);
    if (met.lastAtMs >= known.lastAtMs) {
      known.lastAtMs = met.lastAtMs;
      known.exampleId = met.exampleId;
      known.reason = what.reason;
    }
  }

  /** The largest first. */
  list(): Effect[] {
    return [...this.#effects.values()].sort((a, b) => b.requests - a.requests);
  }

  total(effect: Effect['effect']): Sum {
    const sum: Sum = { requests: 0, costPicoUsd: 0n };
    for (const one of this.#effects.values()) {
      if (one.effect === effect) {
        add(sum, one);
      }
    }
    return sum;
  }
}

function add(sum: Sum, more: Sum): void {
  sum.requests += more.requests;
  sum.costPicoUsd += more.costPicoUsd;
}
