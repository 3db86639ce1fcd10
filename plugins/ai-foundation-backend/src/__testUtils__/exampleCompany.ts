import { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_DATA_TIER,
  ANNOTATION_LEAD,
  AupDocument,
  RuleEnforcement,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';

/*
 * A company as its catalog would answer: the department Engineering over the
 * teams Rockets and Tunnels. Ada and Ben build rockets, which Ada leads, Tom digs
 * tunnels, Dora leads the department, Gil sits in governance and is in no team,
 * and Newt signed in without being in the catalog. Lea, Sam, Fay, Eve and Sue
 * hold the seats.
 */

export const ADA = 'user:default/ada';
export const BEN = 'user:default/ben';
export const TOM = 'user:default/tom';
export const DORA = 'user:default/dora';
export const GIL = 'user:default/gil';
export const NEWT = 'user:default/newt';
export const LEA = 'user:default/lea';
export const SAM = 'user:default/sam';
export const FAY = 'user:default/fay';
export const EVE = 'user:default/eve';
export const SUE = 'user:default/sue';

/** Who holds which seat, once a test fills them. */
export const SEAT_HOLDERS = {
  legal: LEA,
  security: SAM,
  finance: FAY,
  engineering: EVE,
  sponsor: SUE,
};

export const ENGINEERING = 'group:default/engineering';
export const ROCKETS = 'group:default/rockets';
export const TUNNELS = 'group:default/tunnels';
export const GOVERNANCE = 'group:default/governance';

export const APOLLO = 'component:default/apollo';
export const DRILL = 'component:default/drill';

/** A data source that is classified, and one that is not. */
export const TELEMETRY = 'resource:default/telemetry';
export const BLUEPRINTS = 'resource:default/blueprints';

export const SWIFT = 'aimodel:default/swift';
export const DEEP = 'aimodel:default/deep';
export const LOCAL = 'aimodel:default/local';

const MEMBERS: Record<string, string[]> = {
  [ENGINEERING]: [DORA],
  [ROCKETS]: [ADA, BEN],
  [TUNNELS]: [TOM],
  [GOVERNANCE]: [GIL, LEA, SAM, FAY, EVE, SUE],
};

/** What a sign-in says of a person. */
export function ownershipRefsOf(userRef: string): string[] {
  const groups = Object.keys(MEMBERS).filter(ref =>
    MEMBERS[ref].includes(userRef),
  );
  return [userRef, ...groups];
}

/** A catalog of its own for each test, which may be edited. */
export function exampleCompany(): Entity[] {
  return [
    group('engineering', 'department'),
    group('rockets', 'team', ENGINEERING),
    group('tunnels', 'team', ENGINEERING),
    group('governance', 'working-group'),
    ...['ada', 'ben', 'tom', 'dora', 'gil'].map(person),
    ...['lea', 'sam', 'fay', 'eve', 'sue'].map(person),
    component('apollo', ROCKETS, [TELEMETRY]),
    component('drill', TUNNELS),
    component('library', ENGINEERING),
    dataSource('telemetry', 'internal'),
    dataSource('blueprints'),
    tier('public', 1, 'allowed'),
    tier('internal', 2, 'logged'),
    tier('restricted', 3, 'exemption-only'),
    model('swift', { tier: 'internal' }),
    model('deep', { tier: 'restricted' }),
    model('local', { tier: 'restricted', provider: 'inhouse' }),
  ];
}

/** Opens what the example portal keeps of prompts and answers. */
export const CONTENT_KEY = Buffer.alloc(32, 7).toString('base64');

export const exampleConfig = {
  backend: { baseUrl: 'http://portal.example' },
  aiFoundation: {
    timeZone: 'Europe/Berlin',
    gateway: {
      validation: { owner: 'governance' },
      contentLogging: { key: CONTENT_KEY },
    },
    providers: {
      openai: {
        baseUrl: 'http://openai.example/v1',
        apiKey: 'provider-secret',
      },
      inhouse: {
        baseUrl: 'http://inhouse.example/v1',
        apiKey: 'provider-secret',
        external: false,
      },
    },
  },
};

/** A policy that may be published, with something of its own in each section. */
export function examplePolicy(): AupDocument {
  const section = (
    id: AupDocument['sections'][number]['id'],
    title: string,
    rule: string,
    statement: string,
    enforcement: RuleEnforcement,
  ) => ({ id, title, text: '', rules: [{ id: rule, statement, enforcement }] });
  return {
    title: 'Acceptable use of generative AI',
    introduction: 'It holds for everybody who works here, and for contractors.',
    eligible: {
      text: 'Everybody in engineering and in governance.',
      groups: [ENGINEERING, GOVERNANCE],
    },
    purposes: [
      {
        id: 'coding',
        title: 'Coding',
        description: 'Writing and reading code.',
      },
      {
        id: 'agent',
        title: 'Agent',
        description: 'Software that acts itself.',
      },
    ],
    sections: [
      section('permitted-uses', 'Permitted uses', 'P1', 'Write code with it.', {
        kind: 'automated',
        control: 'key-request.purpose',
      }),
      section(
        'prohibited-uses',
        'Prohibited uses',
        'X1',
        'Never rate people.',
        {
          kind: 'manual',
          ownerRef: LEA,
        },
      ),
      {
        ...section(
          'data-handling',
          'Data handling',
          'D1',
          'Send no personal data.',
          { kind: 'automated', control: 'tier' },
        ),
        tiers: ['public', 'internal', 'restricted'],
      },
      section(
        'intellectual-property',
        'Intellectual property',
        'I1',
        'Check licences of output.',
        {
          kind: 'planned',
          by: '2099-01-01',
          acceptedRisk: 'A licence may be missed until a scanner runs.',
          acceptedBy: SUE,
        },
      ),
      section('human-oversight', 'Oversight', 'H1', 'A human reads it first.', {
        kind: 'manual',
        ownerRef: EVE,
      }),
    ],
  };
}

function group(name: string, type: string, parentRef?: string): Entity {
  const members = MEMBERS[`group:default/${name}`] ?? [];
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: {
      name,
      namespace: 'default',
      title: `The ${name}`,
      annotations: name === 'rockets' ? { [ANNOTATION_LEAD]: ADA } : {},
    },
    spec: { type, children: [] },
    relations: [
      ...members.map(targetRef => ({ type: 'hasMember', targetRef })),
      ...(parentRef ? [{ type: 'childOf', targetRef: parentRef }] : []),
    ],
  };
}

function person(name: string): Entity {
  const displayName = name[0].toLocaleUpperCase('en-US') + name.slice(1);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name, namespace: 'default' },
    spec: { profile: { displayName, email: `${name}@company.example` } },
  };
}

function component(
  name: string,
  ownerRef: string,
  dependsOn: string[] = [],
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default' },
    spec: { type: 'service', lifecycle: 'production', owner: ownerRef },
    relations: [
      { type: 'ownedBy', targetRef: ownerRef },
      ...dependsOn.map(targetRef => ({ type: 'dependsOn', targetRef })),
    ],
  };
}

function dataSource(name: string, dataTier?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      namespace: 'default',
      annotations: dataTier ? { [ANNOTATION_DATA_TIER]: dataTier } : {},
    },
    spec: { type: 'database', owner: ROCKETS },
    relations: [{ type: 'ownedBy', targetRef: ROCKETS }],
  };
}

function tier(name: string, rank: number, externalProviders: string): Entity {
  return {
    apiVersion: 'ai-foundation.dev/v1alpha1',
    kind: 'DataTier',
    metadata: { name, namespace: 'default' },
    spec: {
      rank,
      owner: GOVERNANCE,
      criteria: [`It is ${name}.`],
      handling: { externalProviders, contentLogging: 'never' },
    },
  };
}

function model(
  name: string,
  spec: { tier: string; provider?: string },
): Entity {
  return {
    apiVersion: 'ai-foundation.dev/v1alpha1',
    kind: 'AiModel',
    metadata: { name, namespace: 'default', title: `The ${name}` },
    spec: {
      type: 'chat',
      lifecycle: 'production',
      owner: 'governance',
      provider: 'openai',
      providerModel: `${name}-1`,
      contextWindow: 8_000,
      maxOutputTokens: 1_000,
      prices: [
        {
          effectiveFrom: '2026-01-01',
          currency: 'USD',
          unit: 'per-million-tokens',
          input: '2.50',
          output: '10',
          source: 'https://openai.example/pricing',
        },
      ],
      restrictions: ['Nothing that decides about people.'],
      dataUse: 'No training on our data.',
      ...spec,
    },
  };
}
