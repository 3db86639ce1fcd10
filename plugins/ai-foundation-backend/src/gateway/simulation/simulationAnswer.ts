import {
  CeilingScope,
  SimulatedCeiling,
  Simulation,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { instant } from '../../kernel/instant';
import { MetCeiling } from './simulate';
import { Simulated } from './SimulationService';

/** A simulation as the control plane answers it. */
export function simulationAnswer(simulated: Simulated): Simulation {
  const { decision, hold, refusal } = simulated;
  return {
    at: instant(simulated.atMs),
    epoch: simulated.epoch,
    outcome: refusal ? 'refused' : 'admitted',
    status: refusal?.status,
    code: refusal?.code,
    message: refusal?.message,
    retryAfterSeconds: refusal?.retryAfterSeconds,
    verdicts: simulated.verdicts,
    tier: decision.tier,
    modelRef: decision.model?.ref,
    provider: decision.model?.provider,
    priceVersion: decision.price?.id,
    hold: hold && { ...hold, picoUsd: String(hold.picoUsd) },
    ceilings: simulated.ceilings.map(ceilingAnswer),
    alternatives: simulated.alternatives,
  };
}

function ceilingAnswer(met: MetCeiling): SimulatedCeiling {
  return {
    id: met.ceilingId,
    scope: scopeOf(met),
    windowKey: met.windowKey,
    amountPicoUsd: String(met.amountPicoUsd),
    spentPicoUsd: String(met.committedPicoUsd),
    heldPicoUsd: String(met.heldPicoUsd),
    leftPicoUsd:
      met.leftPicoUsd === undefined ? undefined : String(met.leftPicoUsd),
    response: met.response,
  };
}

function scopeOf({ scopeKind, scopeRef }: MetCeiling): CeilingScope {
  return scopeKind === 'organisation'
    ? { kind: 'organisation' }
    : ({ kind: scopeKind, ref: scopeRef } as CeilingScope);
}
