import {
  aiFoundationPermissions,
  ceilingSetPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { mockCredentials } from '@backstage/backend-test-utils';
import { catalogPermissions } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import { ExamplePolicy } from './ExamplePolicy';

const everyPermission = [...aiFoundationPermissions, ...catalogPermissions];

const everyone = [
  'ai-foundation.inventory.report',
  'ai-foundation.policy.read',
  'catalog.entity.read',
  'catalog.location.read',
];

const changeCatalog = [
  'catalog.entity.create',
  'catalog.entity.delete',
  'catalog.entity.refresh',
  'catalog.entity.validate',
  'catalog.location.analyze',
  'catalog.location.create',
  'catalog.location.delete',
];

const readGovernance = [
  'ai-foundation.audit.read',
  'ai-foundation.finding.read',
  'ai-foundation.gateway.read',
  'ai-foundation.inventory.read.all',
];

const readAll = [
  'ai-foundation.acknowledgement.read.all',
  'ai-foundation.cost.read.all',
  'ai-foundation.key.read.all',
  'ai-foundation.request.read.all',
];

const engineer = [
  'ai-foundation.cost.read.own',
  'ai-foundation.exemption.request',
  'ai-foundation.gateway.simulate',
  'ai-foundation.key.issue',
  'ai-foundation.key.manage.own',
  'ai-foundation.policy.acknowledge',
  'ai-foundation.request.read.own',
];

const engineeringSeat = [
  'ai-foundation.ceiling.approve',
  'ai-foundation.classification.manage',
  'ai-foundation.finding.triage',
  'ai-foundation.gateway.simulate',
  'ai-foundation.gateway.validate',
  'ai-foundation.inventory.manage',
  'ai-foundation.key.approve',
  'ai-foundation.model.decide',
  'ai-foundation.policy.acknowledge',
  'ai-foundation.policy.draft',
  'ai-foundation.seat.manage',
  ...readGovernance,
  ...readAll,
  ...changeCatalog,
];

/** Everything that a member of the groups may do; the rest must be denied. */
const people: Array<{ who: string; groups: string[]; may: string[] }> = [
  { who: 'an engineer', groups: ['shipment-tracking'], may: engineer },
  { who: 'a team lead', groups: ['warehouse-systems'], may: engineer },
  {
    who: 'operations',
    groups: ['ai-operations'],
    may: [
      'ai-foundation.cost.read.all',
      'ai-foundation.finding.read',
      'ai-foundation.gateway.read',
      'ai-foundation.gateway.simulate',
      'ai-foundation.gateway.validate',
      'ai-foundation.key.read.all',
      'ai-foundation.key.revoke.all',
      'ai-foundation.policy.acknowledge',
      'ai-foundation.request.read.all',
    ],
  },
  {
    who: 'the legal seat',
    groups: ['ai-governance-legal'],
    may: [
      'ai-foundation.acknowledgement.read.all',
      'ai-foundation.campaign.manage',
      'ai-foundation.exemption.decide',
      'ai-foundation.policy.acknowledge',
      'ai-foundation.policy.publish',
      'ai-foundation.policy.review',
      ...readGovernance,
    ],
  },
  {
    who: 'the security seat',
    groups: ['ai-governance-security'],
    may: [
      'ai-foundation.classification.manage',
      'ai-foundation.content.read',
      'ai-foundation.exemption.decide',
      'ai-foundation.finding.triage',
      'ai-foundation.gateway.simulate',
      'ai-foundation.key.approve',
      'ai-foundation.key.revoke.all',
      'ai-foundation.model.decide',
      'ai-foundation.policy.acknowledge',
      ...readGovernance,
      ...readAll,
      ...changeCatalog,
    ],
  },
  {
    who: 'the finance seat',
    groups: ['ai-governance-finance'],
    may: [
      'ai-foundation.ceiling.set',
      'ai-foundation.cost.read.all',
      'ai-foundation.policy.acknowledge',
      ...readGovernance,
    ],
  },
  {
    who: 'the engineering seat',
    groups: ['ai-governance-engineering'],
    may: engineeringSeat,
  },
  {
    who: 'the engineering seat who is also in a team',
    groups: ['ai-governance-engineering', 'data-insights'],
    may: [...engineeringSeat, ...engineer],
  },
  {
    who: 'the sponsor',
    groups: ['ai-sponsor'],
    may: [
      'ai-foundation.ceiling.approve',
      'ai-foundation.policy.acknowledge',
      'ai-foundation.policy.ratify',
      'ai-foundation.seat.manage',
      ...readGovernance,
      ...readAll,
    ],
  },
  { who: 'somebody of no group', groups: [], may: [] },
  {
    who: 'a member of a department of teams',
    groups: ['customer-engineering', 'technology', 'ai-governance'],
    may: [],
  },
];

function userOf(groups: string[]) {
  return {
    credentials: mockCredentials.user('user:default/someone'),
    info: {
      userEntityRef: 'user:default/someone',
      ownershipEntityRefs: [
        'user:default/someone',
        ...groups.map(name => `group:default/${name}`),
      ],
    },
  };
}

describe('ExamplePolicy', () => {
  const policy = new ExamplePolicy();

  describe.each(people)('for $who', ({ groups, may }) => {
    it.each(everyPermission.map(permission => [permission.name, permission]))(
      'decides %s',
      async (name, permission) => {
        const expected = [...everyone, ...may].includes(name as string)
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY;

        const decision = await policy.handle(
          { permission: permission as (typeof everyPermission)[number] },
          userOf(groups),
        );

        expect(decision).toEqual({ result: expected });
      },
    );
  });

  it('denies a permission that it has never heard of, to everyone', async () => {
    const permission = createPermission({
      name: 'nuclear.launch',
      attributes: { action: 'read' },
    });

    for (const { groups } of people) {
      await expect(
        policy.handle({ permission }, userOf(groups)),
      ).resolves.toEqual({ result: AuthorizeResult.DENY });
    }
  });

  it('denies everything to nobody', async () => {
    await expect(
      policy.handle({ permission: ceilingSetPermission }),
    ).resolves.toEqual({ result: AuthorizeResult.DENY });
  });
});
