import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { ADA } from '../../../__testUtils__/exampleCompany';
import { Walk } from './Walk';

/** From what a price could be to when which one applied. */
export const modelsWalk: Walk = async ask => {
  await ask(ADA, api.listProviders);
  const { suggestion } = await ask(ADA, api.suggestModelPrice, {
    query: { provider: 'openai', model: 'gpt-4o' },
  });
  expect(suggestion?.rates.input).toBe('2.50');
  const params = { namespace: 'default', name: 'swift' };
  const { items } = await ask(ADA, api.listModelDecisions, { params });
  expect(items).toHaveLength(1);
  const prices = await ask(ADA, api.listModelPrices, { params });
  expect(prices.items).toHaveLength(1);
};
