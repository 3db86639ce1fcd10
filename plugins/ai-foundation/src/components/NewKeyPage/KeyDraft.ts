import {
  KeyKind,
  KeyRequest,
  Model,
  Profile,
  Tier,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Translate } from '../../hooks/useMessages';
import { LimitDraft, limitsOf } from './limitsOf';

/** A key request while it is being filled in. */
export interface KeyDraft {
  /** Entity ref of a team, or of an application of one. */
  target?: string;
  kind: KeyKind;
  /** Whether the software acts without a person; undefined until answered. */
  actsAlone?: boolean;
  purpose?: string;
  tier?: string;
  models: string[];
  expiresInDays: number;
  /** Of the key's own, a decimal string of dollars; empty for none. */
  ceilingUsd: string;
  /** Of the key's own. */
  limits: LimitDraft;
}

/** Days that a key of a kind works unless its requester says otherwise. */
export const DEFAULT_DAYS: Record<KeyKind, number> = {
  standard: 90,
  experiment: 30,
  validation: 7,
};

/** The groups that a person may ask for keys for. */
export function ownersOf({ teams, gatewayGroup }: Profile) {
  return gatewayGroup ? [...teams, gatewayGroup] : teams;
}

/** The draft for another owner: the group that runs the gateway has probes alone. */
export function withTarget(
  draft: KeyDraft,
  target: string,
  { gatewayGroup }: Profile,
): KeyDraft {
  return target === gatewayGroup?.ref
    ? {
        ...draft,
        target,
        kind: 'validation',
        expiresInDays: DEFAULT_DAYS.validation,
      }
    : { ...draft, target };
}

/** The request that a draft stands for; undefined while something is missing. */
export function requestOf(
  draft: KeyDraft,
  profile: Profile,
): KeyRequest | undefined {
  const { target, purpose, tier, models, expiresInDays } = draft;
  const { kind, actsAlone, ceilingUsd, limits } = draft;
  if (
    !target ||
    !purpose ||
    !tier ||
    models.length === 0 ||
    actsAlone === undefined
  ) {
    return undefined;
  }
  const application = profile.applications.find(app => app.ref === target);
  return {
    owner: application?.teamRef ?? target,
    application: application?.ref,
    kind,
    purpose,
    tier,
    models,
    expiresInDays,
    ceilingUsd: ceilingUsd.trim() || undefined,
    limits: limitsOf(limits),
    actsAlone,
  };
}

/** Why a model cannot be had for a tier; undefined where it can. */
export function whyNot(
  model: Model,
  tier: Tier,
  tiers: Tier[],
  t: Translate,
): string | undefined {
  if (model.notRoutableBecause) {
    return model.notRoutableBecause;
  }
  const approvedFor = tiers.find(({ name }) => name === model.tier);
  if (approvedFor && approvedFor.rank < tier.rank) {
    return t('keys.form.reason.tier', { tier: approvedFor.title });
  }
  if (model.external && tier.externalProviders === 'exemption-only') {
    return t('keys.form.reason.exemption', { tier: tier.title });
  }
  return undefined;
}

/** The draft with another tier; models that it rules out are let go. */
export function withTier(
  draft: KeyDraft,
  tier: Tier,
  options: { tiers: Tier[]; models: Model[]; t: Translate },
): KeyDraft {
  const { tiers, models, t } = options;
  const possible = models
    .filter(model => !whyNot(model, tier, tiers, t))
    .map(model => model.ref);
  return {
    ...draft,
    tier: tier.name,
    models: draft.models.filter(ref => possible.includes(ref)),
  };
}
