import { formatUsd } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Effects } from './Effects';
import { ChargedRequest } from './ReplayStore';

/**
 * Takes the requests of a window past a ceiling, one after the other: what it
 * refuses is not spent. Requests that ran at the same time are taken as if each
 * had ended before the next.
 */
export class CeilingWalk {
  readonly #levelPicoUsd: bigint;
  readonly #countsFromMs: number;
  readonly #effects: Effects;
  readonly #words: string;
  #spentPicoUsd = 0n;

  constructor(
    levelPicoUsd: bigint,
    countsFromMs: number,
    effects: Effects,
    about: { windowKey: string; amountPicoUsd: bigint },
  ) {
    this.#levelPicoUsd = levelPicoUsd;
    this.#countsFromMs = countsFromMs;
    this.#effects = effects;
    this.#words = `Of ${formatUsd(about.amountPicoUsd)} for ${
      about.windowKey
    }, too little was left.`;
  }

  pass(request: ChargedRequest): void {
    const { arrivedAtMs, holdPicoUsd, costPicoUsd, id } = request;
    const counts = arrivedAtMs >= this.#countsFromMs;
    if (counts) {
      this.#effects.examine({ requests: 1, costPicoUsd });
    }
    if (this.#spentPicoUsd + holdPicoUsd <= this.#levelPicoUsd) {
      this.#spentPicoUsd += costPicoUsd;
    } else if (counts) {
      this.#effects.count(
        {
          ...request,
          requests: 1,
          firstAtMs: arrivedAtMs,
          lastAtMs: arrivedAtMs,
          exampleId: id,
        },
        { effect: 'refused', control: 'ceiling', reason: this.#words },
      );
    }
  }
}
