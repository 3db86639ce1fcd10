import { ProposedChange } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { InputError } from '@backstage/errors';
import { fullRef } from '../../kernel/fullRef';
import {
  PolicyKey,
  PolicyModel,
  PolicySnapshot,
  PolicyTier,
} from '../policy/PolicySnapshot';

/** A change of what `decide` goes by; those of money and pace are replayed over time. */
export type PolicyChange = Exclude<
  ProposedChange,
  { kind: 'ceiling-amount' | 'key-rate' }
>;

/**
 * The policy as it would be after a change.
 *
 * @throws InputError where the change names what there is not.
 */
export function changedPolicy(
  policy: PolicySnapshot,
  change: PolicyChange,
): PolicySnapshot {
  switch (change.kind) {
    case 'model-approval':
      return withModel(policy, change.model, { approval: change.approval });
    case 'model-tier':
      return withModel(policy, change.model, {
        tier: tierNamed(policy, change.tier).name,
      });
    case 'tier-handling':
      return withTier(policy, {
        ...tierNamed(policy, change.tier),
        externalProviders: change.externalProviders,
      });
    case 'key-models':
      return withKey(policy, change.keyId, {
        models: new Set(
          change.models.map(model => modelNamed(policy, model).ref),
        ),
      });
    case 'key-tier':
      return withKey(policy, change.keyId, {
        tier: tierNamed(policy, change.tier).name,
      });
    case 'grace-end':
      return {
        ...policy,
        aup: policy.aup && { ...policy.aup, graceUntilMs: undefined },
      };
    case 'purpose-closed':
      return withPurposeClosed(policy, change.purpose);
    default:
      throw unknownChange(change);
  }
}

function unknownChange(change: never): Error {
  return new InputError(`Nobody knows the change ${JSON.stringify(change)}`);
}

function withModel(
  policy: PolicySnapshot,
  named: string,
  patch: Partial<PolicyModel>,
): PolicySnapshot {
  const { ref } = modelNamed(policy, named);
  const patched = (model: PolicyModel) =>
    model.ref === ref ? { ...model, ...patch } : model;
  return {
    ...policy,
    models: new Map(
      [...policy.models].map(([key, model]) => [key, patched(model)]),
    ),
    modelsByName: new Map(
      [...policy.modelsByName].map(([name, models]) => [
        name,
        models.map(patched),
      ]),
    ),
  };
}

function withTier(policy: PolicySnapshot, tier: PolicyTier): PolicySnapshot {
  return { ...policy, tiers: new Map([...policy.tiers, [tier.name, tier]]) };
}

function withKey(
  policy: PolicySnapshot,
  id: string,
  patch: Partial<PolicyKey>,
): PolicySnapshot {
  const key = policy.keys.get(id);
  if (!key) {
    throw new InputError(`There is no key '${id}'`);
  }
  return {
    ...policy,
    keys: new Map([...policy.keys, [id, { ...key, ...patch }]]),
  };
}

function withPurposeClosed(
  policy: PolicySnapshot,
  purpose: string,
): PolicySnapshot {
  return {
    ...policy,
    keys: new Map(
      [...policy.keys].map(([id, key]) => [
        id,
        key.purpose === purpose
          ? { ...key, suspendedBecause: `the purpose '${purpose}' is closed.` }
          : key,
      ]),
    ),
  };
}

function modelNamed(policy: PolicySnapshot, named: string): PolicyModel {
  const model = policy.models.get(fullRef(named, 'aimodel') ?? named);
  if (!model) {
    throw new InputError(`There is no model '${named}' in the catalog`);
  }
  return model;
}

function tierNamed(policy: PolicySnapshot, named: string): PolicyTier {
  const tier = policy.tiers.get(named.toLocaleLowerCase('en-US'));
  if (!tier) {
    throw new InputError(`There is no data tier '${named}' in the catalog`);
  }
  return tier;
}
