import { Dialect } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import {
  parseUsd,
  ProposedChange,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { NotFoundError } from '@backstage/errors';
import { CeilingStore } from '../../governance/ceilings/CeilingStore';
import { levelOf, stopOf } from '../../governance/ceilings/thresholds';
import { CostCeiling } from '../../governance/ceilings/types';
import { breathe } from '../../kernel/breathe';
import { Clock } from '../../kernel/Clock';
import { windowBounds } from '../../kernel/windows';
import { PolicySnapshot } from '../policy/PolicySnapshot';
import { CeilingWalk } from './CeilingWalk';
import { changedPolicy, PolicyChange } from './changedPolicy';
import { Effects } from './Effects';
import { effectOn } from './replayPolicy';
import { ChargedRequest, ReplayStore } from './ReplayStore';

const DAY_MS = 24 * 60 * 60_000;
const PAGE = 5_000;

/** How many requests one answer looks at; the newest, where there are more. */
export const MAX_REQUESTS = 5_000_000;
/** A ceiling is replayed request by request, which costs more. */
const MAX_CHARGED_REQUESTS = 1_000_000;

/** What a change would have meant for the requests of a span. */
export interface Replay {
  fromMs: number;
  toMs: number;
  cut: boolean;
  effects: Effects;
}

interface Span {
  fromMs: number;
  toMs: number;
}

type ChangeOf<K extends ProposedChange['kind']> = Extract<
  ProposedChange,
  { kind: K }
>;

/** Asks past requests what a change of the rules would have meant for them. */
export class ReplayService {
  readonly #store: ReplayStore;
  readonly #ceilings: CeilingStore;
  readonly #dialects: readonly Dialect[];
  readonly #policy: (keyId: string) => Promise<PolicySnapshot>;
  readonly #clock: Clock;
  readonly #maxRequests: number;

  constructor(options: {
    store: ReplayStore;
    ceilings: CeilingStore;
    dialects: readonly Dialect[];
    policy: (keyId: string) => Promise<PolicySnapshot>;
    clock: Clock;
    maxRequests?: number;
  }) {
    this.#store = options.store;
    this.#ceilings = options.ceilings;
    this.#dialects = options.dialects;
    this.#policy = options.policy;
    this.#clock = options.clock;
    this.#maxRequests = options.maxRequests ?? MAX_REQUESTS;
  }

  /** @throws InputError, NotFoundError where the change names what there is not. */
  async replay(change: ProposedChange, days: number): Promise<Replay> {
    const toMs = this.#clock();
    const span = { fromMs: toMs - days * DAY_MS, toMs };
    switch (change.kind) {
      case 'ceiling-amount':
        return this.#replayCeiling(change, span);
      case 'key-rate':
        return this.#replayRate(change, span);
      default:
        return this.#replayPolicy(change, span);
    }
  }

  async #replayPolicy(change: PolicyChange, span: Span): Promise<Replay> {
    const before = await this.#policy('');
    const policies = { before, after: changedPolicy(before, change) };
    const effects = new Effects();
    for (let toMs = span.toMs; toMs > span.fromMs; toMs -= DAY_MS) {
      const fromMs = Math.max(toMs - DAY_MS, span.fromMs);
      for (const group of await this.#store.groups(fromMs, toMs)) {
        effects.examine(group);
        const effect = effectOn(group, policies, this.#dialects);
        if (effect) {
          effects.count(group, effect);
        }
      }
      if (effects.examined.requests >= this.#maxRequests) {
        return { ...span, fromMs, cut: fromMs > span.fromMs, effects };
      }
      await breathe();
    }
    return { ...span, cut: false, effects };
  }

  async #replayRate(
    { keyId, requestsPerMinute }: ChangeOf<'key-rate'>,
    span: Span,
  ): Promise<Replay> {
    const effects = new Effects();
    effects.examine(
      await this.#store.charged(
        { kind: 'key', ref: keyId },
        span.fromMs,
        span.toMs,
      ),
    );
    for (let toMs = span.toMs; toMs > span.fromMs; toMs -= DAY_MS) {
      const fromMs = Math.max(toMs - DAY_MS, span.fromMs);
      const minutes = await this.#store.busyMinutes(keyId, requestsPerMinute, {
        fromMs,
        toMs,
      });
      for (const minute of minutes) {
        const excess = minute.requests - requestsPerMinute;
        effects.count(
          {
            ...minute,
            requests: excess,
            costPicoUsd:
              (minute.costPicoUsd * BigInt(excess)) / BigInt(minute.requests),
          },
          {
            effect: 'refused',
            control: 'rate',
            reason: `More than ${requestsPerMinute} requests came in a minute.`,
          },
        );
      }
      await breathe();
    }
    return { ...span, cut: false, effects };
  }

  async #replayCeiling(
    change: ChangeOf<'ceiling-amount'>,
    span: Span,
  ): Promise<Replay> {
    const ceiling = await this.#ceilings.get(change.ceilingId);
    if (!ceiling) {
      throw new NotFoundError(`There is no ceiling '${change.ceilingId}'`);
    }
    const amountPicoUsd = parseUsd(change.amountUsd);
    const stop = stopOf(ceiling.thresholds);
    const levelPicoUsd = stop ? levelOf(stop, amountPicoUsd) : amountPicoUsd;
    const effects = new Effects();
    let { fromMs } = span;
    // From the newest window on, so that a cut leaves out the oldest.
    for (let toMs = span.toMs; toMs > span.fromMs; ) {
      const { key, startMs } = windowBounds(
        toMs - 1,
        ceiling.window,
        ceiling.timeZone,
      );
      const walk = new CeilingWalk(levelPicoUsd, span.fromMs, effects, {
        windowKey: key,
        amountPicoUsd,
      });
      await this.#walkWindow(ceiling, { fromMs: startMs, toMs }, walk);
      fromMs = Math.max(startMs, span.fromMs);
      if (
        effects.examined.requests >=
        Math.min(this.#maxRequests, MAX_CHARGED_REQUESTS)
      ) {
        break;
      }
      toMs = startMs;
    }
    return { ...span, fromMs, cut: fromMs > span.fromMs, effects };
  }

  async #walkWindow(
    ceiling: CostCeiling,
    window: Span,
    walk: CeilingWalk,
  ): Promise<void> {
    const scope = { kind: ceiling.scopeKind, ref: ceiling.scopeRef };
    let after: ChargedRequest | undefined;
    do {
      const page = await this.#store.chargedPage(scope, window, {
        after,
        limit: PAGE,
      });
      page.forEach(request => walk.pass(request));
      after = page.length < PAGE ? undefined : page.at(-1);
      await breathe();
    } while (after);
  }
}
