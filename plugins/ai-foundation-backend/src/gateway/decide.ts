import { footingOf } from '../governance/aup/AupInForce';
import {
  GrantedExemption,
  liveExemption,
} from '../governance/exemptions/liveExemption';
import {
  priceInForce,
  PriceVersion,
} from '../governance/models/governedFields';
import { ControlVerdict } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  PolicyKey,
  PolicyModel,
  PolicySnapshot,
  PolicyTier,
  PresentedKey,
} from './policy/PolicySnapshot';
import { creatorGone, ownerGone } from './keys/whySuspended';

/** Why a model that is in the catalog does not route. */
const APPROVAL_WORDS = {
  proposed: 'no decision was taken about it yet',
  suspended: 'it is suspended',
  retired: 'it is retired',
  'changed-since-approval': 'it was changed since its approval',
};

/** What is asked for, as far as policy is concerned. */
export interface PolicyRequest {
  /** As the client names it. */
  model: string;
  /** How the client speaks, and so the provider must. */
  dialect: string;
  /** The type of models that the operation works with. */
  modelType: string;
  /** The tier that the request declares for its data, where it does. */
  declaredTier: string | undefined;
  /** What it asks for that the catalog has no price for, in words. */
  unpriced: string | undefined;
}

export interface Refusal {
  status: number;
  code: string;
  message: string;
}

/** Every control's verdict, and what follows from them. */
export interface Decision {
  verdicts: ControlVerdict[];
  /** The first control that refused; `undefined` where all passed. */
  refusal: Refusal | undefined;
  model: PolicyModel | undefined;
  /** The price in force. */
  price: PriceVersion | undefined;
  /** The tier that the request runs under. */
  tier: string;
}

/**
 * Decides about a request: a pure function, so that enforcement, shadow mode
 * and simulation cannot disagree. Every control is evaluated, also after one
 * has refused, so that a refusal explains itself whole.
 */
export function decide(
  request: PolicyRequest,
  key: PolicyKey & Partial<PresentedKey>,
  policy: PolicySnapshot,
  nowMs: number,
): Decision {
  const model = findModel(request, policy);
  const tier = effectiveTier(request, key, policy);
  const price = model && priceInForce(model.prices, nowMs);
  const results: Control[] = [
    keyControl(key, nowMs),
    ownerControl(key, policy),
    aupControl(key, policy, nowMs),
    modelControl(request, model),
    approvalControl(model),
    scopeControl(key, model),
    tierControl(tier, model, { key, policy, nowMs }),
    priceControl(request, model, price),
  ];
  return {
    verdicts: results.map(({ verdict }) => verdict),
    refusal: results.find(({ refusal }) => refusal)?.refusal,
    model,
    price,
    tier: tier.name,
  };
}

interface Control {
  verdict: ControlVerdict;
  refusal?: Refusal;
}

function keyControl(
  key: PolicyKey & Partial<PresentedKey>,
  nowMs: number,
): Control {
  const secret = key.presentedSecret ?? 'current';
  const inputs = { key: key.id, expiresAtMs: key.expiresAtMs, secret };
  if (key.revokedAtMs !== undefined) {
    return refused('key', inputs, {
      status: 401,
      code: 'key_revoked',
      message: `Key ${key.id} was revoked. Get a new one in the portal.`,
    });
  }
  if (key.expiresAtMs <= nowMs) {
    return refused('key', inputs, {
      status: 401,
      code: 'key_expired',
      message: `Key ${key.id} has expired. Get a new one in the portal.`,
    });
  }
  if (secret === 'previous' && (key.previous?.validUntilMs ?? 0) <= nowMs) {
    return refused('key', inputs, {
      status: 401,
      code: 'key_rotated',
      message: `Key ${key.id} has a new secret, and the time for the earlier one is over. Use the new one.`,
    });
  }
  if (key.suspendedBecause !== undefined) {
    return refused('key', inputs, {
      status: 403,
      code: 'key_suspended',
      message: `Key ${key.id} is suspended, because ${key.suspendedBecause}`,
    });
  }
  return passed('key', inputs, 'The key is active.');
}

function ownerControl(key: PolicyKey, policy: PolicySnapshot): Control {
  const inputs = { owner: key.ownerRef, team: key.teamRef };
  const gone = ownerGone(key, policy.owners);
  if (gone !== undefined) {
    return refused('owner', inputs, {
      status: 403,
      code: 'key_suspended',
      message: `Key ${key.id} is suspended, because ${gone}.`,
    });
  }
  return passed('owner', inputs, 'The owner is in the catalog.');
}

function aupControl(
  key: PolicyKey,
  { aup, people }: PolicySnapshot,
  nowMs: number,
): Control {
  const inputs = {
    createdBy: key.createdBy,
    version: aup?.version,
    graceUntilMs: aup?.graceUntilMs,
  };
  const gone = creatorGone(key, people);
  if (gone !== undefined) {
    return refused('aup', inputs, {
      status: 403,
      code: 'key_suspended',
      message: `Key ${key.id} is suspended, because ${gone}.`,
    });
  }
  const footing = aup && footingOf(aup, key.createdBy, nowMs);
  if (!footing) {
    return refused('aup', inputs, {
      status: 403,
      code: 'aup_not_acknowledged',
      message: aup
        ? `${key.createdBy}, who answers for key ${key.id}, has to acknowledge version ${aup.version} of the acceptable use policy in the portal, under AI Foundation, Policy. The key works again right after that.`
        : 'No acceptable use policy is published yet.',
    });
  }
  return passed(
    'aup',
    inputs,
    footing === 'current'
      ? `Version ${aup.version} is acknowledged.`
      : `The version before ${aup.version} is acknowledged, which counts for now.`,
  );
}

function modelControl(
  request: PolicyRequest,
  model: PolicyModel | undefined,
): Control {
  const inputs = { requested: request.model, model: model?.ref };
  if (!model) {
    return refused('model', inputs, {
      status: 404,
      code: 'model_not_found',
      message: `The model '${request.model}' is not in the catalog. GET /v1/models lists those that this key may use.`,
    });
  }
  if (model.type !== request.modelType) {
    return refused('model', inputs, {
      status: 404,
      code: 'model_not_found',
      message: `The model '${request.model}' is of type ${model.type} and does not serve this operation.`,
    });
  }
  if (model.dialect !== request.dialect) {
    return refused('model', inputs, {
      status: 404,
      code: 'model_not_found',
      message: `The model '${request.model}' does not speak the dialect ${request.dialect}. Its clients call the gateway below /${model.dialect}.`,
    });
  }
  return passed('model', inputs, 'The model is in the catalog.');
}

function approvalControl(model: PolicyModel | undefined): Control {
  if (!model) {
    return notEvaluated('approval');
  }
  const inputs = { model: model.ref, approval: model.approval };
  if (model.approval !== 'approved') {
    return refused('approval', inputs, {
      status: 403,
      code: 'model_not_approved',
      message: `The model '${model.providerModel}' is not approved: ${
        APPROVAL_WORDS[model.approval]
      }. GET /v1/models lists those that this key may use.`,
    });
  }
  return passed('approval', inputs, 'The model is approved as it is now.');
}

function scopeControl(key: PolicyKey, model: PolicyModel | undefined): Control {
  if (!model) {
    return notEvaluated('scope');
  }
  const inputs = { model: model.ref, scope: [...key.models] };
  if (!key.models.has(model.ref)) {
    return refused('scope', inputs, {
      status: 403,
      code: 'model_not_in_scope',
      message: `Key ${key.id} was not issued for the model '${model.providerModel}'. Request a key that includes it.`,
    });
  }
  return passed('scope', inputs, 'The key was issued for this model.');
}

function tierControl(
  tier: EffectiveTier,
  model: PolicyModel | undefined,
  context: { key: PolicyKey; policy: PolicySnapshot; nowMs: number },
): Control {
  if (!model) {
    return notEvaluated('tier');
  }
  const inputs = {
    tier: tier.name,
    modelTier: model.tier,
    external: model.external,
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

function priceControl(
  request: PolicyRequest,
  model: PolicyModel | undefined,
  price: PriceVersion | undefined,
): Control {
  if (!model) {
    return notEvaluated('price');
  }
  const inputs = { priceVersion: price?.id, unpriced: request.unpriced };
  if (!price) {
    return refused('price', inputs, {
      status: 403,
      code: 'model_not_priced',
      message: `The model '${model.providerModel}' has no approved price in force.`,
    });
  }
  if (request.unpriced !== undefined) {
    return refused('price', inputs, {
      status: 403,
      code: 'model_not_priced',
      message: `The catalog has no price for ${request.unpriced}. Leave it out.`,
    });
  }
  return passed('price', inputs, 'An approved price is in force.');
}

/**
 * By the provider's name of it or by the catalog's; where several entities share the
 * provider's name, the approved one.
 */
function findModel(
  { model: name, dialect }: PolicyRequest,
  policy: PolicySnapshot,
): PolicyModel | undefined {
  const named = policy.modelsByName.get(name) ?? [];
  const candidates = [
    ...named.filter(model => model.dialect === dialect),
    ...named.filter(model => model.dialect !== dialect),
  ];
  return (
    candidates.find(({ approval }) => approval === 'approved') ?? candidates[0]
  );
}

interface EffectiveTier {
  name: string;
  tier: PolicyTier | undefined;
  problem?: string;
}

/** The key's tier, or the one that the request declares, which may only be higher. */
function effectiveTier(
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
      problem: `The declared data tier '${request.declaredTier}' is not in the catalog.`,
    };
  }
  return declared.rank > keyTier.rank
    ? { name: declared.name, tier: declared }
    : { name: keyTier.name, tier: keyTier };
}

function passed(
  control: string,
  inputs: Record<string, unknown>,
  reason: string,
): Control {
  return { verdict: { control, verdict: 'passed', reason, inputs } };
}

function refused(
  control: string,
  inputs: Record<string, unknown>,
  refusal: Refusal,
): Control {
  return {
    verdict: { control, verdict: 'refused', reason: refusal.message, inputs },
    refusal,
  };
}

function notEvaluated(control: string): Control {
  return {
    verdict: {
      control,
      verdict: 'not-evaluated',
      reason: 'There is no model to judge.',
      inputs: {},
    },
  };
}
