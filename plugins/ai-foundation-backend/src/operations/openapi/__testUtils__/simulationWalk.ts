import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  ADA,
  GIL,
  ROCKETS,
  SWIFT,
} from '../../../__testUtils__/exampleCompany';
import { Walk } from './Walk';

/** What the gateway would do, and what it would have done. */
export const simulationWalk: Walk = async ask => {
  const { items } = await ask(ADA, api.listOperations);
  expect(items).toContainEqual({
    dialect: 'openai',
    operation: 'chat.completions',
    modelType: 'chat',
  });
  const { verdicts } = await ask(ADA, api.simulate, {
    body: {
      key: { owner: ROCKETS, tier: 'internal', models: [SWIFT] },
      dialect: 'openai',
      operation: 'chat.completions',
      model: 'swift',
    },
  });
  expect(verdicts.map(({ control }) => control)).toContain('tier');
  const { examined } = await ask(GIL, api.replayChange, {
    body: {
      change: { kind: 'model-approval', model: SWIFT, approval: 'suspended' },
    },
  });
  expect(examined.requests).toBeGreaterThan(0);
};
