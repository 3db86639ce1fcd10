import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  ADA,
  GIL,
  ROCKETS,
  SWIFT,
} from '../../../__testUtils__/exampleCompany';
import { Walk } from './Walk';

/** The gateway proves what it can without a provider, and says what it cannot. */
export const validationWalk: Walk = async ask => {
  const { items: before } = await ask(GIL, api.getValidation);
  expect(before.map(({ state }) => state)).toEqual(before.map(() => 'never'));

  const probes = await ask(GIL, api.runProbes);
  expect(probes.checks.filter(({ result }) => result === 'failed')).toEqual([]);
  await ask(GIL, api.runRevocationDrill);
  await ask(GIL, api.runLogFreshness);
  const providers = await ask(GIL, api.runProviderChecks);
  expect(providers.result).toBe('failed');

  const { secret } = await ask(ADA, api.issueKey, {
    body: {
      owner: ROCKETS,
      purpose: 'coding',
      models: [SWIFT],
      tier: 'internal',
      kind: 'validation',
    },
  });
  const endToEnd = await ask(GIL, api.runEndToEnd, { body: { secret } });
  expect(endToEnd.result).toBe('failed');

  const { items } = await ask(GIL, api.listValidationRuns, {
    query: { limit: 10 },
  });
  await ask(GIL, api.getValidationRun, { params: { id: items[0].id } });
};
