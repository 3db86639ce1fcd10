import { CeilingThreshold } from '@ai-foundation/backstage-plugin-ai-foundation-common';

export const RESPONSES = ['alert', 'throttle', 'stop'] as const;

export const MOST_REQUESTS = 10_000;

/** A threshold as it is typed. */
export interface ThresholdDraft {
  id: number;
  percent: string;
  response: CeilingThreshold['response'];
  requestsPerMinute: string;
  /** Names or refs, with commas. */
  recipients: string;
}

const SUGGESTED = [
  ['70', 'alert'],
  ['90', 'alert'],
  ['100', 'stop'],
] as const;

/** Of a ceiling that is set for the first time: two warnings, then a stop. */
export function suggestedDrafts(recipient: string): ThresholdDraft[] {
  return SUGGESTED.map(([percent, response], id) => ({
    id,
    percent,
    response,
    requestsPerMinute: '10',
    recipients: recipient,
  }));
}

export function draftsOf(
  thresholds: readonly CeilingThreshold[],
): ThresholdDraft[] {
  return thresholds.map((threshold, id) => ({
    id,
    percent: String(threshold.percent),
    response: threshold.response,
    requestsPerMinute:
      threshold.response === 'throttle'
        ? String(threshold.requestsPerMinute)
        : '10',
    recipients: threshold.recipients.join(', '),
  }));
}

/** Undefined where something is missing, no number, or there twice. */
export function thresholdsOf(
  drafts: readonly ThresholdDraft[],
): CeilingThreshold[] | undefined {
  const thresholds = drafts.flatMap(thresholdOf);
  const levels = new Set(thresholds.map(({ percent }) => percent));
  return levels.size === drafts.length && thresholds.length > 0
    ? thresholds
    : undefined;
}

function thresholdOf(draft: ThresholdDraft): CeilingThreshold[] {
  const percent = wholeNumber(draft.percent, 100);
  const recipients = recipientsOf(draft.recipients);
  if (percent === undefined || recipients.length === 0) {
    return [];
  }
  if (draft.response !== 'throttle') {
    return [{ response: draft.response, percent, recipients }];
  }
  const requestsPerMinute = wholeNumber(draft.requestsPerMinute, MOST_REQUESTS);
  return requestsPerMinute === undefined
    ? []
    : [{ response: 'throttle', percent, recipients, requestsPerMinute }];
}

/** The names and refs in a text with commas. */
export function recipientsOf(text: string): string[] {
  return text
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '');
}

/** A whole number from 1 on; undefined where the text is none. */
export function wholeNumber(text: string, most: number): number | undefined {
  const number = /^\d{1,5}$/.test(text.trim()) ? Number(text) : 0;
  return number >= 1 && number <= most ? number : undefined;
}
