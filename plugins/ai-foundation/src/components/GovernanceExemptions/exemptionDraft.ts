import {
  ExemptionRequest,
  Profile,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';

/** Days that an exemption lasts unless its requester says otherwise. */
export const DEFAULT_DAYS = 30;

/** Characters that each answer has at least. */
export const MIN_WORDS = 10;

/** The answers that are words. */
export const WORDS = [
  'justification',
  'riskAssessment',
  'compensatingControl',
  'revocationCondition',
] as const;

/** A request for an exemption while it is being filled in. */
export interface ExemptionDraft extends Record<(typeof WORDS)[number], string> {
  /** Ref of a team or an application. */
  target?: string;
  rules: string[];
  letsData: boolean;
  tier?: string;
  models: string[];
  endsInDays: number;
}

export const EMPTY_DRAFT: ExemptionDraft = {
  rules: [],
  letsData: false,
  models: [],
  justification: '',
  riskAssessment: '',
  compensatingControl: '',
  revocationCondition: '',
  endsInDays: DEFAULT_DAYS,
};

/** The request that a draft stands for; undefined while something is missing. */
export function requestOf(
  draft: ExemptionDraft,
  profile: Profile,
): ExemptionRequest | undefined {
  const { target, rules, letsData, tier, models, endsInDays } = draft;
  const isWorded = WORDS.every(id => draft[id].trim().length >= MIN_WORDS);
  const data =
    letsData && tier && models.length > 0 ? { tier, models } : undefined;
  if (
    !target ||
    rules.length === 0 ||
    !isWorded ||
    letsData !== (data !== undefined)
  ) {
    return undefined;
  }
  const application = profile.applications.find(({ ref }) => ref === target);
  return {
    rules,
    owner: application?.teamRef ?? target,
    application: application?.ref,
    data,
    justification: draft.justification.trim(),
    riskAssessment: draft.riskAssessment.trim(),
    compensatingControl: draft.compensatingControl.trim(),
    revocationCondition: draft.revocationCondition.trim(),
    endsInDays,
  };
}
