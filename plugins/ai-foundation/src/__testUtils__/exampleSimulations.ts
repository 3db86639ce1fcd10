import {
  ChangeReplay,
  Simulation,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';

/** What would pass, but for what a test says otherwise. */
export function exampleSimulation(parts: Partial<Simulation> = {}): Simulation {
  return {
    at: '2026-11-22T12:00:00.000Z',
    epoch: 42,
    outcome: 'admitted',
    verdicts: [
      {
        control: 'key',
        verdict: 'passed',
        reason: 'The key is active.',
        inputs: { key: 'k7m2q9xw4c' },
      },
    ],
    tier: 'internal',
    modelRef: 'aimodel:default/gpt-4o-mini',
    provider: 'openai',
    priceVersion: 'price-7',
    hold: { inputTokens: 2_000, outputTokens: 16_384, picoUsd: '10130400000' },
    ceilings: [
      {
        id: 'c1',
        scope: { kind: 'organisation' },
        windowKey: '2026-11',
        amountPicoUsd: '1000000000000000',
        spentPicoUsd: '250000000000000',
        heldPicoUsd: '0',
        leftPicoUsd: '750000000000000',
        response: 'admits',
      },
    ],
    alternatives: [],
    ...parts,
  };
}

/** A change that would have refused some requests of a team. */
export const exampleReplay: ChangeReplay = {
  from: '2026-10-23T12:00:00.000Z',
  to: '2026-11-22T12:00:00.000Z',
  cut: false,
  examined: { requests: 2_000, costPicoUsd: '90000000000000' },
  refused: { requests: 500, costPicoUsd: '12000000000000' },
  allowed: { requests: 0, costPicoUsd: '0' },
  effects: [
    {
      effect: 'refused',
      control: 'approval',
      reason: "The model 'gpt-4o' is not approved: it is suspended.",
      teamRef: 'group:default/route-planning',
      keyId: 'k7m2q9xw4c',
      model: 'gpt-4o',
      requests: 500,
      costPicoUsd: '12000000000000',
      firstAt: '2026-10-24T08:00:00.000Z',
      lastAt: '2026-11-22T11:00:00.000Z',
      exampleId: 'r-9',
    },
  ],
  furtherEffects: 0,
};
