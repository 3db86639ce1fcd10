import { ProposedChange } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { amountOf } from '../GovernanceCeilings/AmountField';
import { countOf } from './SimulationDraft';

export type ChangeKind = ProposedChange['kind'];

type Handling = Extract<
  ProposedChange,
  { kind: 'tier-handling' }
>['externalProviders'];

/** A change that is thought of, while it is being filled in. */
export interface ChangeDraft {
  kind?: ChangeKind;
  model?: string;
  approval?: 'suspended' | 'retired';
  tier?: string;
  externalProviders?: Handling;
  keyId?: string;
  models: string[];
  purpose?: string;
  ceilingId?: string;
  amountUsd: string;
  requestsPerMinute: string;
}

export const EMPTY_CHANGE: ChangeDraft = {
  models: [],
  amountUsd: '',
  requestsPerMinute: '',
};

/** What each kind of change is made of, in the order of thought. */
export const PARTS: Record<
  ChangeKind,
  Array<Exclude<keyof ChangeDraft, 'kind'>>
> = {
  'model-approval': ['model', 'approval'],
  'model-tier': ['model', 'tier'],
  'tier-handling': ['tier', 'externalProviders'],
  'key-models': ['keyId', 'models'],
  'key-tier': ['keyId', 'tier'],
  'grace-end': [],
  'purpose-closed': ['purpose'],
  'ceiling-amount': ['ceilingId', 'amountUsd'],
  'key-rate': ['keyId', 'requestsPerMinute'],
};

/** The change that a draft stands for; undefined while something is missing or wrong. */
export function changeOf(draft: ChangeDraft): ProposedChange | undefined {
  const { approval, ceilingId, externalProviders, keyId, kind } = draft;
  const { model, models, purpose, tier } = draft;
  const requestsPerMinute = countOf(draft.requestsPerMinute);
  switch (kind) {
    case 'model-approval':
      return model && approval ? { kind, model, approval } : undefined;
    case 'model-tier':
      return model && tier ? { kind, model, tier } : undefined;
    case 'tier-handling':
      return tier && externalProviders
        ? { kind, tier, externalProviders }
        : undefined;
    case 'key-models':
      return keyId ? { kind, keyId, models } : undefined;
    case 'key-tier':
      return keyId && tier ? { kind, keyId, tier } : undefined;
    case 'grace-end':
      return { kind };
    case 'purpose-closed':
      return purpose ? { kind, purpose } : undefined;
    case 'ceiling-amount':
      return ceilingId && amountOf(draft.amountUsd)
        ? { kind, ceilingId, amountUsd: draft.amountUsd.trim() }
        : undefined;
    case 'key-rate':
      return keyId && requestsPerMinute
        ? { kind, keyId, requestsPerMinute }
        : undefined;
    default:
      return undefined;
  }
}
