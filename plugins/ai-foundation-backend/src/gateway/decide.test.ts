import { AiModelPrice } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { decide, PolicyRequest } from './decide';
import {
  PolicyKey,
  PolicyModel,
  PolicySnapshot,
} from './policy/PolicySnapshot';

const NOW = Date.UTC(2026, 10, 22);

const price: AiModelPrice = {
  effectiveFrom: '2026-01-01',
  currency: 'USD',
  unit: 'per-million-tokens',
  source: 'list',
  input: '1',
  output: '2',
};

const key: PolicyKey = {
  id: 'k1',
  secretSha256: '00',
  ownerRef: 'component:default/shop',
  teamRef: 'group:default/web',
  applicationRef: 'component:default/shop',
  purpose: 'drafting',
  models: new Set(['aimodel:default/small']),
  tier: 'internal',
  createdBy: 'user:default/ada',
  expiresAtMs: NOW + 1,
  revokedAtMs: undefined,
};

const model: PolicyModel = {
  ref: 'aimodel:default/small',
  name: 'small',
  providerModel: 'small-2026',
  provider: 'openai',
  external: true,
  type: 'chat',
  tier: 'internal',
  contextWindow: 1000,
  maxOutputTokens: 100,
  approval: 'approved',
  prices: [
    { id: 'future', effectiveFromMs: NOW + 1, price },
    { id: 'present', effectiveFromMs: NOW, price },
    { id: 'past', effectiveFromMs: 0, price },
  ],
};

function policyWith(
  overrides: Partial<PolicySnapshot> = {},
  one = model,
): PolicySnapshot {
  return {
    epoch: 1,
    confirmedAtMs: NOW,
    catalogReadAtMs: NOW,
    keys: new Map([[key.id, key]]),
    models: new Map([[one.ref, one]]),
    modelsByName: new Map([
      [one.name, [one]],
      [one.providerModel, [one]],
    ]),
    tiers: new Map([
      ['public', { name: 'public', rank: 1, externalProviders: 'allowed' }],
      ['internal', { name: 'internal', rank: 2, externalProviders: 'logged' }],
      [
        'restricted',
        { name: 'restricted', rank: 3, externalProviders: 'exemption-only' },
      ],
    ]),
    owners: new Set([key.ownerRef, key.teamRef]),
    people: new Set([key.createdBy]),
    aup: { version: '1.0', acknowledgedBy: new Set([key.createdBy]) },
    ...overrides,
  };
}

const request: PolicyRequest = {
  model: 'small-2026',
  modelType: 'chat',
  declaredTier: undefined,
  unpriced: undefined,
};

describe('decide', () => {
  it('allows what every control passes, at the price in force', () => {
    const decision = decide(request, key, policyWith(), NOW);
    expect(decision.refusal).toBeUndefined();
    expect(decision.verdicts.map(({ verdict }) => verdict)).toEqual(
      Array(8).fill('passed'),
    );
    expect(decision.price?.id).toBe('present');
    expect(decision.tier).toBe('internal');
  });

  it('knows a model by its name in the catalog too', () => {
    const decision = decide(
      { ...request, model: 'small' },
      key,
      policyWith(),
      NOW,
    );
    expect(decision.model).toBe(model);
  });

  const refusals: Array<
    [
      string,
      string,
      number,
      Partial<PolicyRequest>,
      Partial<PolicyKey>,
      PolicySnapshot,
    ]
  > = [
    ['a revoked key', 'key_revoked', 401, {}, { revokedAtMs: 1 }, policyWith()],
    [
      'an expired key',
      'key_expired',
      401,
      {},
      { expiresAtMs: NOW },
      policyWith(),
    ],
    [
      'a key whose application left',
      'key_suspended',
      403,
      {},
      {},
      policyWith({ owners: new Set([key.teamRef]) }),
    ],
    [
      'a key whose team left',
      'key_suspended',
      403,
      {},
      {},
      policyWith({ owners: new Set([key.ownerRef]) }),
    ],
    [
      'a key whose requester left',
      'key_suspended',
      403,
      {},
      {},
      policyWith({ people: new Set() }),
    ],
    [
      'no policy',
      'aup_not_acknowledged',
      403,
      {},
      {},
      policyWith({ aup: undefined }),
    ],
    [
      'a lapsed acknowledgement',
      'aup_not_acknowledged',
      403,
      {},
      {},
      policyWith({ aup: { version: '2.0', acknowledgedBy: new Set() } }),
    ],
    [
      'an unknown model',
      'model_not_found',
      404,
      { model: 'large' },
      {},
      policyWith(),
    ],
    [
      'a model of another type',
      'model_not_found',
      404,
      { modelType: 'embedding' },
      {},
      policyWith(),
    ],
    [
      'a proposed model',
      'model_not_approved',
      403,
      {},
      {},
      policyWith({}, { ...model, approval: 'proposed' }),
    ],
    [
      'a suspended model',
      'model_not_approved',
      403,
      {},
      {},
      policyWith({}, { ...model, approval: 'suspended' }),
    ],
    [
      'a retired model',
      'model_not_approved',
      403,
      {},
      {},
      policyWith({}, { ...model, approval: 'retired' }),
    ],
    [
      'a model changed since its approval',
      'model_not_approved',
      403,
      {},
      {},
      policyWith({}, { ...model, approval: 'changed-since-approval' }),
    ],
    [
      'a model out of scope',
      'model_not_in_scope',
      403,
      {},
      { models: new Set() },
      policyWith(),
    ],
    [
      'data above the model',
      'tier_not_permitted',
      403,
      {},
      {},
      policyWith({}, { ...model, tier: 'public' }),
    ],
    [
      'restricted data to an external model',
      'tier_not_permitted',
      403,
      { declaredTier: 'Restricted' },
      {},
      policyWith({}, { ...model, tier: 'restricted' }),
    ],
    [
      'an unknown declared tier',
      'tier_not_permitted',
      403,
      { declaredTier: 'secret' },
      {},
      policyWith(),
    ],
    [
      'a key of an unknown tier',
      'tier_not_permitted',
      403,
      {},
      { tier: 'gone' },
      policyWith(),
    ],
    [
      'a model of an unknown tier',
      'tier_not_permitted',
      403,
      {},
      {},
      policyWith({}, { ...model, tier: 'gone' }),
    ],
    [
      'a model without price',
      'model_not_priced',
      403,
      {},
      {},
      policyWith({}, { ...model, prices: [] }),
    ],
    [
      'a price that is not in force yet',
      'model_not_priced',
      403,
      {},
      {},
      policyWith({}, { ...model, prices: [model.prices[0]] }),
    ],
    [
      'what has no price',
      'model_not_priced',
      403,
      { unpriced: 'web search' },
      {},
      policyWith(),
    ],
  ];

  it.each(refusals)(
    'refuses %s with %s',
    (_, code, status, ofRequest, ofKey, policy) => {
      const decision = decide(
        { ...request, ...ofRequest },
        { ...key, ...ofKey },
        policy,
        NOW,
      );
      expect(decision.refusal).toMatchObject({ code, status });
      expect(
        decision.verdicts.filter(({ verdict }) => verdict === 'refused'),
      ).toHaveLength(1);
    },
  );

  it('allows restricted data to a model inside of the organisation', () => {
    const inside = { ...model, tier: 'restricted', external: false };
    const decision = decide(
      { ...request, declaredTier: 'restricted' },
      key,
      policyWith({}, inside),
      NOW,
    );
    expect(decision).toMatchObject({ refusal: undefined, tier: 'restricted' });
  });

  it('never lets a request lower the tier of its key', () => {
    const decision = decide(
      { ...request, declaredTier: 'public' },
      key,
      policyWith(),
      NOW,
    );
    expect(decision.tier).toBe('internal');
  });

  it('prefers the approved one of models that share a name at their provider', () => {
    const other = {
      ...model,
      ref: 'aimodel:default/other',
      approval: 'proposed' as const,
    };
    const policy = policyWith({
      modelsByName: new Map([[model.providerModel, [other, model]]]),
    });
    expect(decide(request, key, policy, NOW).model).toBe(model);
  });

  it('evaluates every control, also after one has refused', () => {
    const decision = decide(
      request,
      { ...key, expiresAtMs: 0, models: new Set() },
      policyWith(),
      NOW,
    );
    expect(decision.refusal?.code).toBe('key_expired');
    expect(
      decision.verdicts
        .filter(({ verdict }) => verdict === 'refused')
        .map(v => v.control),
    ).toEqual(['key', 'scope']);
  });
});
