import {
  ClassificationRule,
  DataSource,
  Evaluation,
  InitialSet,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { inDays } from './exampleTeams';

/** A data source that nobody has classified, and one that Amina confirmed. */
export const exampleSources: DataSource[] = [
  {
    ref: 'resource:default/telematics-archive',
    title: 'Telematics archive',
    type: 'object-store',
    ownerRef: 'group:default/route-planning',
    state: 'unclassified',
    problem: 'It has no annotation that names a tier.',
    countsAs: 'restricted',
    referencedBy: {
      applications: ['component:default/lane-forecast'],
      keys: 0,
      inventory: false,
    },
    mayClassify: false,
  },
  {
    ref: 'resource:default/tender-documents',
    title: 'Tender documents',
    type: 'object-store',
    ownerRef: 'group:default/data-insights',
    state: 'unconfirmed',
    problem: 'Its annotation names internal, and nobody has confirmed it yet.',
    tier: 'internal',
    countsAs: 'internal',
    referencedBy: { applications: [], keys: 0, inventory: true },
    mayClassify: true,
  },
  {
    ref: 'resource:default/shipment-events',
    title: 'Shipment events',
    type: 'topic',
    ownerRef: 'group:default/shipment-tracking',
    state: 'confirmed',
    tier: 'internal',
    countsAs: 'internal',
    provenance: {
      tier: 'internal',
      basis: 'manual',
      by: 'user:default/amina.okafor',
      at: inDays(-3),
      reason: 'Scans carry no names.',
    },
    referencedBy: {
      applications: ['component:default/delay-notifier'],
      keys: 2,
      inventory: false,
    },
    mayClassify: true,
  },
];

export const exampleCoverage = {
  state: 'not-met' as const,
  total: 3,
  referenced: 3,
  classified: 2,
  confirmed: 1,
};

export const exampleScheme: Evaluation = {
  state: 'met',
  checks: [
    {
      id: 'ranks',
      passed: true,
      reason: 'Every tier has a rank of its own.',
    },
  ],
};

export const exampleRule: ClassificationRule = {
  id: 'rule-1',
  selector: { type: 'topic', owner: 'group:default/shipment-tracking' },
  tier: 'internal',
  state: 'proposed',
  reason: 'Topics carry scans alone.',
  proposedBy: 'user:default/rafael.ortega',
  proposedAt: inDays(-1),
  matches: 1,
};

export const exampleSet: InitialSet = {
  id: 'set-1',
  name: 'First stage',
  sources: ['resource:default/shipment-events'],
  sha256: 'ab'.repeat(32),
  proposedBy: 'user:default/rafael.ortega',
  proposedAt: inDays(-1),
  reason: 'What applications with models depend on.',
  missing: [],
};
