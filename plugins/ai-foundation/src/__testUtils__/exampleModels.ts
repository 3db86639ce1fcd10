import {
  Model,
  Tier,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';

const SHA = '3b'.repeat(32);

const DATA_USE =
  'The provider does not train on API data and keeps it for at most 30 days to detect abuse.';

function chatModel(
  model: Pick<Model, 'name' | 'title' | 'approval'> & Partial<Model>,
): Model {
  return {
    ref: `aimodel:default/${model.name}`,
    type: 'chat',
    provider: 'openai',
    providerModel: model.name,
    external: true,
    lifecycle: 'production',
    ownerRef: 'group:default/ai-operations',
    tier: 'internal',
    contextWindow: 128_000,
    maxOutputTokens: 16_384,
    fallbacks: [],
    restrictions: ['No text that is sent to a customer unread (H1).'],
    dataUse: DATA_USE,
    notApprovableBecause: [],
    governedSha256: SHA,
    ...model,
  };
}

const price = (input: string, output: string, cachedInput?: string) => ({
  input,
  output,
  cachedInput,
  currency: 'USD' as const,
  unit: 'per-million-tokens' as const,
  effectiveFrom: '2026-01-01',
  source: 'https://provider.example/pricing',
});

const decision = {
  decision: 'approved' as const,
  decidedBy: 'user:default/viktor.halvorsen',
  decidedAt: '2026-10-02T09:00:00.000Z',
  reason: 'Data terms reviewed; no training on API data.',
};

/** Four models: two that route, one not decided, one deprecated. */
export const exampleModels: Model[] = [
  chatModel({
    name: 'gpt-4o',
    title: 'GPT-4o',
    approval: 'approved',
    decision,
    price: {
      ...price('2.50', '10.00', '1.25'),
      longContext: {
        fromInputTokens: 100_000,
        input: '5.00',
        cachedInput: '2.50',
        output: '15.00',
      },
    },
    restrictions: [
      'No decision about a person without review by an employee (H2).',
      'No text that is sent to a customer unread (H1).',
    ],
  }),
  chatModel({
    name: 'gpt-4o-mini',
    title: 'GPT-4o mini',
    approval: 'approved',
    decision,
    price: price('0.15', '0.60', '0.075'),
  }),
  chatModel({
    name: 'gpt-4.1',
    title: 'GPT-4.1',
    approval: 'proposed',
    notRoutableBecause: 'The working group has not decided on it yet.',
    lifecycle: 'experimental',
    contextWindow: 1_047_576,
    maxOutputTokens: 32_768,
    price: price('2.00', '8.00', '0.50'),
    restrictions: [],
    unrestrictedBecause: 'it is not in use yet',
  }),
  chatModel({
    name: 'gpt-3.5-turbo',
    title: 'GPT-3.5 Turbo',
    approval: 'approved',
    decision,
    lifecycle: 'deprecated',
    tier: 'public',
    contextWindow: 16_385,
    maxOutputTokens: 4_096,
    price: price('0.50', '1.50'),
    restrictions: ['No new application.'],
  }),
];

/** Three tiers, the least sensitive first. */
export const exampleTiers: Tier[] = [
  {
    ref: 'datatier:default/public',
    name: 'public',
    title: 'Public',
    rank: 1,
    criteria: ['It is on the website or in a press release.'],
    externalProviders: 'allowed',
    contentLogging: 'allowed',
  },
  {
    ref: 'datatier:default/internal',
    name: 'internal',
    title: 'Internal',
    rank: 2,
    criteria: ['It is source code, a plan or an operational figure.'],
    externalProviders: 'logged',
    contentLogging: 'allowed',
  },
  {
    ref: 'datatier:default/restricted',
    name: 'restricted',
    title: 'Restricted',
    rank: 3,
    criteria: ['It identifies a customer or an employee.'],
    externalProviders: 'exemption-only',
    contentLogging: 'never',
  },
];
