import {
  RequestDetail,
  SimulationRequest,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { isDay } from '../DayField';

/** A request that is thought of, while it is being filled in. */
export interface SimulationDraft {
  about: 'issued' | 'hypothetical';
  keyId?: string;
  owner?: string;
  person?: string;
  keyTier?: string;
  keyModels: string[];
  /** As a client names it. */
  model?: string;
  /** Dialect and operation, with a space between. */
  call?: string;
  declaredTier?: string;
  bytes: string;
  outputTokens: string;
  day: string;
}

const USUAL_BYTES = '2000';

export const EMPTY_DRAFT: SimulationDraft = {
  about: 'issued',
  keyModels: [],
  bytes: USUAL_BYTES,
  outputTokens: '',
  day: '',
};

/** The draft that asks a request of the past again. */
export function draftOf(request: RequestDetail): SimulationDraft {
  return {
    ...EMPTY_DRAFT,
    keyId: request.keyId,
    model: request.requestedModel,
    call: `${request.dialect} ${request.operation}`,
    // Lower than that of the key it changes nothing, and higher it was declared.
    declaredTier: request.tier,
  };
}

/** What a number field holds; undefined where it is no count. */
export function countOf(text: string): number | undefined {
  const typed = text.trim();
  return /^[1-9]\d{0,8}$/.test(typed) ? Number(typed) : undefined;
}

/** The question that a draft stands for; undefined while something is missing or wrong. */
export function questionOf(
  draft: SimulationDraft,
): SimulationRequest | undefined {
  const { bytes, call, day, model, outputTokens } = draft;
  const [dialect, operation] = call?.split(' ') ?? [];
  const inputBytes = countOf(bytes);
  const maxOutputTokens = countOf(outputTokens);
  const whose = whoseKey(draft);
  const isWrong =
    (outputTokens.trim() !== '' && maxOutputTokens === undefined) ||
    (day.trim() !== '' && !isDay(day));
  if (!whose || !model || !operation || !inputBytes || isWrong) {
    return undefined;
  }
  return {
    ...whose,
    dialect,
    operation,
    model,
    declaredTier: draft.declaredTier,
    inputBytes,
    maxOutputTokens,
    at: day.trim() ? `${day.trim()}T12:00:00.000Z` : undefined,
  };
}

function whoseKey(
  draft: SimulationDraft,
): Pick<SimulationRequest, 'key' | 'keyId'> | undefined {
  const { keyId, keyModels, keyTier, owner, person } = draft;
  if (draft.about === 'issued') {
    return keyId ? { keyId } : undefined;
  }
  return owner && keyTier
    ? { key: { owner, person, tier: keyTier, models: keyModels } }
    : undefined;
}
