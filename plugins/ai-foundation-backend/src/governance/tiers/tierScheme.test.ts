import { DataTierEntity } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { tierSchemeState } from './tierScheme';

type Handling = DataTierEntity['spec']['handling'];

const OPEN: Handling = {
  externalProviders: 'allowed',
  contentLogging: 'allowed',
};
const LOGGED: Handling = {
  externalProviders: 'logged',
  contentLogging: 'allowed',
};
const CLOSED: Handling = {
  externalProviders: 'exemption-only',
  contentLogging: 'never',
};

function tier(name: string, rank: number, handling: Handling): DataTierEntity {
  return {
    apiVersion: 'ai-foundation.dev/v1alpha1',
    kind: 'DataTier',
    metadata: { name },
    spec: { rank, owner: 'security', criteria: [`It is ${name}.`], handling },
  };
}

const PUBLIC = tier('public', 1, OPEN);
const INTERNAL = tier('internal', 2, LOGGED);
const RESTRICTED = tier('restricted', 3, CLOSED);

const failedOf = (tiers: DataTierEntity[]) =>
  tierSchemeState(tiers)
    .checks.filter(({ passed }) => !passed)
    .map(({ id }) => id);

describe('tierSchemeState', () => {
  it('is met by three tiers in order, each with a handling of its own', () => {
    expect(tierSchemeState([RESTRICTED, PUBLIC, INTERNAL]).state).toBe('met');
  });

  it('has nothing to judge where there is no tier', () => {
    expect(tierSchemeState([]).state).toBe('not-evaluable');
  });

  const toys: Array<[string, DataTierEntity[], string[]]> = [
    ['two tiers', [PUBLIC, RESTRICTED], ['count']],
    [
      'three tiers with equal handling',
      [
        tier('public', 1, CLOSED),
        tier('internal', 2, CLOSED),
        tier('restricted', 3, CLOSED),
      ],
      ['handling'],
    ],
    [
      'two of three handled alike',
      [PUBLIC, tier('internal', 2, OPEN), RESTRICTED],
      ['handling'],
    ],
    [
      'two tiers of one rank',
      [PUBLIC, tier('internal', 1, LOGGED), RESTRICTED],
      ['ranks'],
    ],
    [
      'no tier whose data stays inside',
      [
        PUBLIC,
        INTERNAL,
        tier('restricted', 3, {
          externalProviders: 'logged',
          contentLogging: 'never',
        }),
      ],
      ['inside'],
    ],
    [
      'a more sensitive tier that is handled less strictly',
      [PUBLIC, tier('internal', 2, CLOSED), tier('restricted', 3, LOGGED)],
      ['order'],
    ],
    [
      'a criterion that two tiers share',
      [
        PUBLIC,
        INTERNAL,
        {
          ...RESTRICTED,
          spec: { ...RESTRICTED.spec, criteria: INTERNAL.spec.criteria },
        },
      ],
      ['criteria'],
    ],
  ];

  it.each(toys)('is not met by %s', (_, tiers, failed) => {
    expect(tierSchemeState(tiers).state).toBe('not-met');
    expect(failedOf(tiers)).toEqual(failed);
  });

  it('names the tiers that clash', () => {
    const { checks } = tierSchemeState([
      PUBLIC,
      tier('internal', 2, OPEN),
      RESTRICTED,
    ]);
    expect(checks.find(({ id }) => id === 'handling')?.reason).toMatch(
      /public and internal/,
    );
  });
});
