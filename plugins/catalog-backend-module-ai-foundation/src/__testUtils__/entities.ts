import { Entity } from '@backstage/catalog-model';

export const price = {
  effectiveFrom: '2024-10-02',
  currency: 'USD',
  unit: 'per-million-tokens',
  input: '2.50',
  output: '10.00',
  source: 'https://example.com/prices',
};

export const gpt: Entity = {
  apiVersion: 'ai-foundation.dev/v1alpha1',
  kind: 'AiModel',
  metadata: { name: 'gpt' },
  spec: {
    type: 'chat',
    lifecycle: 'production',
    owner: 'operations',
    provider: 'openai',
    providerModel: 'gpt-4o',
    tier: 'internal',
    contextWindow: 128_000,
    maxOutputTokens: 16_384,
    prices: [price],
    restrictions: ['Not for decisions about people.'],
    dataUse: 'No training, kept for 30 days.',
  },
};

export const internal: Entity = {
  apiVersion: 'ai-foundation.dev/v1alpha1',
  kind: 'DataTier',
  metadata: { name: 'internal' },
  spec: {
    rank: 2,
    owner: 'security',
    criteria: ['It is a plan.'],
    handling: { externalProviders: 'logged', contentLogging: 'allowed' },
  },
};

export const group = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name },
  spec: { type: 'team', children: [] },
});

export const assistant: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'assistant' },
  spec: {
    type: 'service',
    lifecycle: 'production',
    owner: 'operations',
    dependsOn: ['aimodel:gpt', 'resource:plans'],
  },
};

export const plans = source('plans', 'internal');
export const plansByRef = source('plans-by-ref', 'datatier:default/internal');

function source(name: string, tier: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name, annotations: { 'ai-foundation.dev/data-tier': tier } },
    spec: { type: 'database', owner: 'operations' },
  };
}
