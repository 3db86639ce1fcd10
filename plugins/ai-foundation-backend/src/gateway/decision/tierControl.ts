import {
  GrantedExemption,
  liveExemption,
} from '../../governance/exemptions/liveExemption';
import {
  PolicyKey,
  PolicyModel,
  PolicySnapshot,
  PolicyTier,
} from '../policy/PolicySnapshot';
import { Control, notEvaluated, passed, refused } from './Control';
import { PolicyRequest } from './PolicyRequest';

/** The tier that a request runs under. */
export interface EffectiveTier {
  name: string;
  tier: PolicyTier | undefined;
  /** As the request declared it. */
  declared?: string;
  problem?: string;
}

/** The key's tier, or the one that the request declares, which may only be higher. */
export function effectiveTier(
  request: PolicyRequest,
  key: PolicyKey,
  policy: PolicySnapshot,
): EffectiveTier {
  const keyTier = policy.tiers.get(key.tier);
  if (!keyTier) {
    return {
      name: key.tier,
      tier: undefined,
      problem: `The data tier '${key.tier}' of key ${key.id} is not in the catalog.`,
    };
  }
  if (request.declaredTier === undefined) {
    return { name: keyTier.name, tier: keyTier };
  }
  const declared = policy.tiers.get(request.declaredTier.toLowerCase());
  if (!declared) {
    return {
      name: keyTier.name,
      tier: undefined,
      declared: request.declaredTier,
      problem: `The declared data tier '${request.declaredTier}' is not in the catalog.`,
    };
  }
  const tier = declared.rank > keyTier.rank ? declared : keyTier;
  return { name: tier.name, tier, declared: declared.name };
}

export function tierControl(
  tier: EffectiveTier,
  model: PolicyModel | undefined,
  context: { key: PolicyKey; policy: PolicySnapshot; nowMs: number },
): Control {
  if (!model) {
    return notEvaluated('tier');
  }
  const inputs = {
    keyTier: context.key.tier,
    declaredTier: tier.declared,
    tier: tier.name,
    modelTier: model.tier,
    external: model.external,
    externalProviders: tier.tier?.externalProviders,
  };
  const obstacle = tierObstacle(tier, model, context.policy);
  if (obstacle === undefined) {
    return passed(
      'tier',
      inputs,
      `Data of the tier ${tier.name} may go to this model.`,
    );
  }
  const exemption = exemptionFor(tier, model, context);
  return exemption
    ? passed(
        'tier',
        { ...inputs, exemption: exemption.id },
        `The exemption ${exemption.id} lets data of the tier ${tier.name} go to this model.`,
      )
    : refused('tier', inputs, {
        status: 403,
        code: 'tier_not_permitted',
        message: obstacle,
      });
}

/** What keeps data of a tier from a model, in words. */
function tierObstacle(
  { name, tier, problem }: EffectiveTier,
  model: PolicyModel,
  policy: PolicySnapshot,
): string | undefined {
  const modelTier = policy.tiers.get(model.tier);
  if (problem || !tier || !modelTier) {
    return problem ?? `The data tier '${model.tier}' is not in the catalog.`;
  }
  if (model.external && tier.externalProviders === 'exemption-only') {
    return `Data of the tier ${name} may not go to an external provider without an exemption.`;
  }
  return tier.rank > modelTier.rank
    ? `Data of the tier ${name} may not go to '${model.providerModel}', which is for data up to ${modelTier.name}.`
    : undefined;
}

/**
 * An exemption opens a tier that is closed to external providers, for the models
 * that it names and no others; it lifts their own tier bound too, because a model
 * outside is never approved for such data in general.
 */
function exemptionFor(
  { tier }: EffectiveTier,
  model: PolicyModel,
  {
    key,
    policy,
    nowMs,
  }: { key: PolicyKey; policy: PolicySnapshot; nowMs: number },
): GrantedExemption | undefined {
  return tier?.externalProviders === 'exemption-only'
    ? liveExemption(
        policy.exemptions,
        {
          teamRef: key.teamRef,
          applicationRef: key.applicationRef,
          keyId: key.id,
          tier: tier.name,
          modelRef: model.ref,
        },
        nowMs,
      )
    : undefined;
}
