import {
  ChangeEffect,
  ChangeReplay,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { instant } from '../../kernel/instant';
import { Effect, Sum } from './Effects';
import { Replay } from './ReplayService';

const MAX_EFFECTS = 100;

/** A replay as the control plane answers it. */
export function replayAnswer({
  fromMs,
  toMs,
  cut,
  effects,
}: Replay): ChangeReplay {
  const all = effects.list();
  return {
    from: instant(fromMs),
    to: instant(toMs),
    cut,
    examined: sumAnswer(effects.examined),
    refused: sumAnswer(effects.total('refused')),
    allowed: sumAnswer(effects.total('allowed')),
    effects: all.slice(0, MAX_EFFECTS).map(effectAnswer),
    furtherEffects: Math.max(all.length - MAX_EFFECTS, 0),
  };
}

function sumAnswer({ requests, costPicoUsd }: Sum) {
  return { requests, costPicoUsd: String(costPicoUsd) };
}

function effectAnswer(one: Effect): ChangeEffect {
  return {
    effect: one.effect,
    control: one.control,
    reason: one.reason,
    teamRef: one.teamRef,
    applicationRef: one.applicationRef || undefined,
    keyId: one.keyId,
    model: one.model,
    requests: one.requests,
    costPicoUsd: String(one.costPicoUsd),
    firstAt: instant(one.firstAtMs),
    lastAt: instant(one.lastAtMs),
    exampleId: one.exampleId,
  };
}
