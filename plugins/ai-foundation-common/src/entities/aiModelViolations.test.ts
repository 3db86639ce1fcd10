import { AiModelSpec } from './AiModelEntity';
import { aiModelViolations } from './aiModelViolations';

const spec: AiModelSpec = {
  type: 'chat',
  lifecycle: 'production',
  owner: 'operations',
  provider: 'openai',
  providerModel: 'gpt-4o',
  tier: 'internal',
  contextWindow: 128_000,
  maxOutputTokens: 16_384,
  prices: [
    {
      effectiveFrom: '2026-01-01',
      currency: 'USD',
      unit: 'per-million-tokens',
      input: '2.50',
      output: '10',
      source: 'https://provider.example/pricing',
    },
  ],
  restrictions: ['No decision about a person.'],
  dataUse: 'No training, kept for 30 days.',
};

describe('aiModelViolations', () => {
  it('finds nothing wrong with a model that says all', () => {
    expect(aiModelViolations(spec)).toEqual([]);
  });

  it.each<[string, object, string, RegExp]>([
    ['no tier', { tier: undefined }, '/spec/tier', /^is required$/],
    ['no type', { type: undefined }, '/spec/type', /^is required$/],
    [
      'tokens in words',
      { contextWindow: 'many' },
      '/spec/contextWindow',
      /^must be a whole number/,
    ],
    [
      'a price with a comma',
      { prices: [{ ...spec.prices[0], input: '2,50' }] },
      '/spec/prices/0/input',
      /^must be a decimal number/,
    ],
    [
      'a price of zero without a reason',
      { prices: [{ ...spec.prices[0], cachedInput: '0.00' }] },
      '/spec/prices/0/zeroReason',
      /^is required where a price is zero$/,
    ],
    [
      'a field of nobody',
      { temperature: 1 },
      '/spec',
      /^unrecognized key: "temperature"$/,
    ],
    [
      'a fallback that is no model',
      { fallbacks: ['group:default/web'] },
      '/spec/fallbacks/0',
      /^must name a model$/,
    ],
    [
      'too many fallbacks',
      { fallbacks: ['a', 'b', 'c', 'd'] },
      '/spec/fallbacks',
      /^must have three at most$/,
    ],
    [
      'a fallback twice',
      { fallbacks: ['spare', 'Spare'] },
      '/spec/fallbacks/1',
      /^repeats another fallback$/,
    ],
    [
      'data terms that say nothing',
      { dataUse: 'TBD' },
      '/spec/dataUse',
      /^says nothing/,
    ],
    [
      'more output than context',
      { maxOutputTokens: 128_001 },
      '/spec/maxOutputTokens',
      /^must not be more/,
    ],
  ])('names the field of %s', (_, change, path, problem) => {
    expect(aiModelViolations({ ...spec, ...change })).toEqual([
      { path, problem: expect.stringMatching(problem) },
    ]);
  });
});
