import { Translate } from '../../hooks/useMessages';
import { PROPOSAL_FIELDS, ProposalField } from './Proposal';

const NAMES = {
  '/metadata/name': 'name',
  '/metadata/title': 'title',
  '/metadata/description': 'description',
  '/spec/type': 'type',
  '/spec/lifecycle': 'lifecycle',
  '/spec/owner': 'owner',
  '/spec/provider': 'provider',
  '/spec/providerModel': 'providerModel',
  '/spec/tier': 'tier',
  '/spec/contextWindow': 'contextWindow',
  '/spec/maxOutputTokens': 'maxOutputTokens',
  '/spec/prices/0/effectiveFrom': 'effectiveFrom',
  '/spec/prices/0/currency': 'currency',
  '/spec/prices/0/unit': 'unit',
  '/spec/prices/0/input': 'input',
  '/spec/prices/0/cachedInput': 'cachedInput',
  '/spec/prices/0/cacheWrite': 'cacheWrite',
  '/spec/prices/0/cacheWrite1h': 'cacheWrite1h',
  '/spec/prices/0/inputAudio': 'inputAudio',
  '/spec/prices/0/output': 'output',
  '/spec/prices/0/outputAudio': 'outputAudio',
  '/spec/prices/0/longContext/fromInputTokens': 'fromInputTokens',
  '/spec/prices/0/longContext/input': 'longInput',
  '/spec/prices/0/longContext/cachedInput': 'longCachedInput',
  '/spec/prices/0/longContext/cacheWrite': 'longCacheWrite',
  '/spec/prices/0/longContext/cacheWrite1h': 'longCacheWrite1h',
  '/spec/prices/0/longContext/inputAudio': 'longInputAudio',
  '/spec/prices/0/longContext/output': 'longOutput',
  '/spec/prices/0/longContext/outputAudio': 'longOutputAudio',
  '/spec/prices/0/source': 'source',
  '/spec/prices/0/zeroReason': 'zeroReason',
  '/spec/restrictions': 'restrictions',
  '/spec/unrestrictedBecause': 'unrestrictedBecause',
  '/spec/dataUse': 'dataUse',
} as const satisfies Record<ProposalField, string>;

/** What the form calls a field. */
export function labelOf(field: ProposalField, t: Translate): string {
  return t(`models.propose.fields.${NAMES[field]}`);
}

/** A problem as a sentence about the field, with other fields by their labels. */
export function problemSentence(
  field: ProposalField,
  problem: string,
  t: Translate,
): string {
  const words = problem.replace(/\/(?:spec|metadata)[/\w]+/g, path => {
    const named = PROPOSAL_FIELDS.find(known => known === path);
    return named ? `"${labelOf(named, t)}"` : path;
  });
  return t('models.propose.fieldProblem', {
    field: labelOf(field, t),
    problem: words,
  });
}
