import { Entity } from '@backstage/catalog-model';
import {
  exampleModels,
  exampleTiers,
} from '../src/__testUtils__/exampleModels';
import { exampleTeams } from '../src/__testUtils__/exampleTeams';

const metadata = (name: string, title?: string) => ({
  name,
  title,
  namespace: 'default',
});

/** The catalog of the example company. */
export const exampleEntities: Entity[] = [
  ...exampleTeams.map(team => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: metadata(team.ref.split('/')[1], team.title),
    spec: { type: 'team', children: [], profile: { displayName: team.title } },
  })),
  ...['delay-notifier', 'tracking-api'].map(name => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: metadata(
      name,
      name === 'delay-notifier' ? 'Delay Notifier' : 'Tracking API',
    ),
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: 'group:default/shipment-tracking',
    },
  })),
  ...exampleModels.map(model => ({
    apiVersion: 'ai-foundation.dev/v1alpha1',
    kind: 'AiModel',
    metadata: metadata(model.name, model.title),
    spec: { type: model.type, lifecycle: model.lifecycle, tier: model.tier },
  })),
  ...exampleTiers.map(tier => ({
    apiVersion: 'ai-foundation.dev/v1alpha1',
    kind: 'DataTier',
    metadata: metadata(tier.name, tier.title),
    spec: {
      rank: tier.rank,
      owner: 'group:default/security',
      criteria: tier.criteria,
      handling: {
        externalProviders: tier.externalProviders,
        contentLogging: tier.contentLogging,
      },
    },
  })),
];
