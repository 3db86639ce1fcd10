import {
  AiModelPrice,
  gatewayControl,
  InspectionTerms,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import fc from 'fast-check';
import { AupInForce } from '../../governance/aup/AupInForce';
import { GrantedExemption } from '../../governance/exemptions/liveExemption';
import { decide } from './decide';
import { Finding, Inspection, NOT_INSPECTED } from '../inspection/Inspection';
import { InspectionRule } from '../inspection/InspectionRule';
import { PolicyRequest } from './PolicyRequest';
import {
  PolicyKey,
  PolicyModel,
  PolicySnapshot,
} from '../policy/PolicySnapshot';

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
  previous: undefined,
  suspendedBecause: undefined,
  ownerRef: 'component:default/shop',
  teamRef: 'group:default/web',
  applicationRef: 'component:default/shop',
  purpose: 'drafting',
  models: new Set(['aimodel:default/small']),
  tier: 'internal',
  limits: {},
  createdBy: 'user:default/ada',
  expiresAtMs: NOW + 1,
  revokedAtMs: undefined,
};

const model: PolicyModel = {
  ref: 'aimodel:default/small',
  name: 'small',
  providerModel: 'small-2026',
  dialect: 'openai',
  provider: 'openai',
  external: true,
  type: 'chat',
  tier: 'internal',
  contextWindow: 1000,
  maxOutputTokens: 100,
  fallbacks: [],
  approval: 'approved',
  prices: [
    { id: 'future', effectiveFromMs: NOW + 1, price },
    { id: 'present', effectiveFromMs: NOW, price },
    { id: 'past', effectiveFromMs: 0, price },
  ],
};

function aupWith(overrides: Partial<AupInForce>): AupInForce {
  return {
    version: '1.0',
    acknowledgedBy: new Set(),
    previousAcknowledgedBy: new Set(),
    graceUntilMs: undefined,
    ...overrides,
  };
}

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
      [
        'public',
        {
          name: 'public',
          rank: 1,
          externalProviders: 'allowed',
          contentLogging: 'never',
        },
      ],
      [
        'internal',
        {
          name: 'internal',
          rank: 2,
          externalProviders: 'logged',
          contentLogging: 'never',
        },
      ],
      [
        'restricted',
        {
          name: 'restricted',
          rank: 3,
          externalProviders: 'exemption-only',
          contentLogging: 'never',
        },
      ],
    ]),
    owners: new Set([key.ownerRef, key.teamRef]),
    people: new Set([key.createdBy]),
    aup: aupWith({ acknowledgedBy: new Set([key.createdBy]) }),
    inspection: [],
    exemptions: [],
    ...overrides,
  };
}

const request: PolicyRequest = {
  model: 'small-2026',
  dialect: 'openai',
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

  it('answers for controls that a rule of the policy can name', () => {
    const { verdicts } = decide(request, key, policyWith(), NOW);
    expect(verdicts.filter(({ control }) => !gatewayControl(control))).toEqual(
      [],
    );
  });

  it('lets the version before count until the grace ends, by the clock alone', () => {
    const policy = policyWith({
      aup: aupWith({
        version: '2.0',
        previousAcknowledgedBy: new Set([key.createdBy]),
        graceUntilMs: NOW + 2,
      }),
    });
    const lasting = { ...key, expiresAtMs: NOW + 10 };
    const before = decide(request, lasting, policy, NOW + 1);
    const after = decide(request, lasting, policy, NOW + 2);
    expect(before.refusal).toBeUndefined();
    expect(after.refusal).toMatchObject({
      status: 403,
      code: 'aup_not_acknowledged',
    });
    expect(after.refusal?.message).toContain('version 2.0');
  });

  it('tells a client of another dialect where the model is served', () => {
    const { refusal } = decide(
      { ...request, dialect: 'anthropic' },
      key,
      policyWith(),
      NOW,
    );
    expect(refusal).toMatchObject({ status: 404, code: 'model_not_found' });
    expect(refusal?.message).toContain('/openai');
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
      policyWith({ aup: aupWith({ version: '2.0' }) }),
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

  describe('with an exemption', () => {
    const exemption: GrantedExemption = {
      id: 'EX-7',
      teamRef: key.teamRef,
      applicationRef: key.applicationRef,
      keyId: key.id,
      tier: 'restricted',
      models: new Set([model.ref]),
      endsAtMs: NOW + 1,
    };

    const decideWith = (
      change: Partial<GrantedExemption>,
      declaredTier = 'restricted',
      one = model,
    ) =>
      decide(
        { ...request, declaredTier },
        key,
        policyWith({ exemptions: [{ ...exemption, ...change }] }, one),
        NOW,
      );

    const tierVerdict = (decision: ReturnType<typeof decide>) =>
      decision.verdicts.find(({ control }) => control === 'tier');

    const covering: Array<[string, Partial<GrantedExemption>]> = [
      ['the very key', {}],
      ['the application', { keyId: undefined }],
      ['the whole team', { keyId: undefined, applicationRef: undefined }],
      [
        'several models',
        { models: new Set(['aimodel:default/other', model.ref]) },
      ],
    ];

    it.each(covering)(
      'lets restricted data of %s go to an external model approved for less',
      (_, change) => {
        const decision = decideWith(change);
        expect(decision).toMatchObject({
          refusal: undefined,
          tier: 'restricted',
        });
        expect(tierVerdict(decision)).toMatchObject({
          verdict: 'passed',
          inputs: { exemption: 'EX-7', modelTier: 'internal', external: true },
        });
      },
    );

    const other: Array<[string, Partial<GrantedExemption>]> = [
      ['that has ended this instant', { endsAtMs: NOW }],
      ['of another team', { teamRef: 'group:default/other' }],
      ['of another application', { applicationRef: 'component:default/other' }],
      ['of another key', { keyId: 'k2' }],
      ['for another model', { models: new Set(['aimodel:default/other']) }],
      ['for no model', { models: new Set() }],
      ['of another tier', { tier: 'internal' }],
    ];

    it.each(other)('refuses by one %s', (_, change) => {
      const decision = decideWith(change);
      expect(decision.refusal?.code).toBe('tier_not_permitted');
      expect(tierVerdict(decision)?.inputs.exemption).toBeUndefined();
    });

    it('lets through exactly what it covers', () => {
      const either = <T>(right: T, wrong: T) => fc.constantFrom(right, wrong);
      fc.assert(
        fc.property(
          either(exemption.teamRef, 'group:default/other'),
          either(exemption.applicationRef, 'component:default/other'),
          either(exemption.keyId, 'k2'),
          either('restricted', 'internal'),
          either(model.ref, 'aimodel:default/other'),
          fc.integer({ min: NOW - 2, max: NOW + 2 }),
          (teamRef, applicationRef, keyId, tier, ref, endsAtMs) => {
            const decision = decideWith({
              teamRef,
              applicationRef,
              keyId,
              tier,
              models: new Set([ref]),
              endsAtMs,
            });
            const covers =
              teamRef === exemption.teamRef &&
              applicationRef === exemption.applicationRef &&
              keyId === exemption.keyId &&
              tier === 'restricted' &&
              ref === model.ref &&
              endsAtMs > NOW;
            expect(decision.refusal === undefined).toBe(covers);
          },
        ),
      );
    });

    it('opens nothing for a tier that is not closed', () => {
      const decision = decideWith({ tier: 'internal' }, 'internal', {
        ...model,
        tier: 'public',
      });
      expect(decision.refusal?.code).toBe('tier_not_permitted');
    });

    it('opens no model that is not approved', () => {
      const decision = decideWith({}, 'restricted', {
        ...model,
        approval: 'suspended',
      });
      expect(decision.refusal?.code).toBe('model_not_approved');
    });

    it('is not named where nothing needs it', () => {
      const decision = decideWith({}, 'restricted', {
        ...model,
        tier: 'restricted',
        external: false,
      });
      expect(decision.refusal).toBeUndefined();
      expect(tierVerdict(decision)?.inputs.exemption).toBeUndefined();
    });
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

describe('decide about what prompts hold', () => {
  const ruleWith = (
    id: string,
    terms: Partial<InspectionTerms>,
  ): InspectionRule => ({
    id,
    control: 'inspection.personal-data',
    terms: { mode: 'block', ...terms },
  });
  const found: Finding = {
    rule: 'D4',
    mode: 'block',
    kind: 'email',
    place: '/messages/0/content',
    start: 3,
    end: 9,
  };

  /** What the control says of a request to the model of the tests. */
  function inspected(
    rules: InspectionRule[],
    inspection: Partial<Inspection> | undefined,
    one = model,
  ) {
    const { refusal, verdicts } = decide(
      {
        ...request,
        inspection: inspection && {
          ...NOT_INSPECTED,
          rules: rules.map(({ id }) => id),
          ...inspection,
        },
      },
      key,
      policyWith({ inspection: rules }, one),
      NOW,
    );
    const verdict = verdicts.find(({ control }) => control === 'inspection');
    return { refusal, verdict };
  }

  it.each<[string, Partial<InspectionTerms>]>([
    ['another tier', { tiers: ['restricted'] }],
    ['another purpose', { purposes: ['coding'] }],
  ])('has no verdict under a rule for %s', (_, terms) => {
    expect(inspected([ruleWith('D4', terms)], undefined)).toEqual({});
  });

  it('has no verdict of a model inside under a rule for external ones', () => {
    const rules = [ruleWith('D4', { models: 'external' })];
    expect(inspected(rules, undefined, { ...model, external: false })).toEqual(
      {},
    );
    expect(inspected(rules, {}).verdict).toMatchObject({ verdict: 'passed' });
  });

  it('evaluates nothing without a prompt', () => {
    expect(inspected([ruleWith('D4', {})], undefined)).toMatchObject({
      refusal: undefined,
      verdict: { verdict: 'not-evaluated', inputs: { rules: ['D4'] } },
    });
  });

  it.each<[string, Partial<Inspection>, number, string]>([
    ['a finding', { findings: [found] }, 403, 'rule D4'],
    [
      'what cannot be taken out of a name',
      { findings: [{ ...found, mode: 'redact', inName: true }] },
      403,
      'email at /messages/0/content',
    ],
    ['a gap', { unread: ['tokens'] }, 403, 'in tokens and not in text'],
    ['a rule that was not asked', { rules: [] }, 403, 'not inspected under'],
    ['an inspector that failed', { failed: ['guard'] }, 503, 'inspected now'],
  ])('refuses for %s', (_, inspection, status, message) => {
    const { refusal, verdict } = inspected([ruleWith('D4', {})], inspection);
    expect(refusal).toMatchObject({
      status,
      message: expect.stringContaining(message),
    });
    expect(verdict?.verdict).toBe('refused');
  });

  it.each<[string, Partial<InspectionTerms>, Partial<Inspection>]>([
    [
      'a finding that is observed',
      { mode: 'observe' },
      { findings: [{ ...found, mode: 'observe' }] },
    ],
    ['a gap that is observed', { mode: 'observe' }, { unread: ['too-long'] }],
    ['a gap that may be', { uninspected: 'pass' }, { unread: ['too-long'] }],
    ['an inspector that was left out', {}, { leftOut: ['guard'] }],
  ])('lets pass %s', (_, terms, inspection) => {
    expect(inspected([ruleWith('D4', terms)], inspection)).toMatchObject({
      refusal: undefined,
      verdict: { verdict: 'passed' },
    });
  });
});
