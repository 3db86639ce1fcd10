import { InputError } from '@backstage/errors';
import { CeilingThreshold } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { CatalogSnapshot } from '../../kernel/CatalogView';
import { peopleOf, recipientRef } from './recipients';

/**
 * Thresholds that something comes of: each has a response, and somebody who is
 * told.
 *
 * @returns them with full refs, the lowest first.
 * @throws InputError saying what is missing.
 */
export function checkThresholds(
  thresholds: readonly CeilingThreshold[],
  snapshot: CatalogSnapshot,
): CeilingThreshold[] {
  if (thresholds.length === 0) {
    throw new InputError(
      'thresholds: A ceiling needs a response: alert, throttle or stop',
    );
  }
  const mute = thresholds.find(({ recipients }) => recipients.length === 0);
  if (mute) {
    throw new InputError(
      `thresholds: Nobody is told at ${mute.percent} %. Name a person or a group`,
    );
  }
  const sorted = [...thresholds].sort((a, b) => a.percent - b.percent);
  if (new Set(sorted.map(({ percent }) => percent)).size < sorted.length) {
    throw new InputError('thresholds: Two of them are at the same per cent');
  }
  const stopsAt = sorted.findIndex(({ response }) => response === 'stop');
  if (stopsAt >= 0 && stopsAt < sorted.length - 1) {
    throw new InputError(
      `thresholds: Nothing is reached above the stop at ${sorted[stopsAt].percent} %`,
    );
  }
  return sorted.map(threshold => ({
    ...threshold,
    recipients: threshold.recipients.map(text =>
      checkRecipient(text, snapshot),
    ),
  }));
}

/** Every threshold tells somebody; where nobody is named, whoever sets the ceiling. */
export function withRecipients(
  thresholds: readonly CeilingThreshold[],
  setterRef: string,
): CeilingThreshold[] {
  return thresholds.map(threshold =>
    threshold.recipients.length > 0 || threshold.response === 'alert'
      ? threshold
      : { ...threshold, recipients: [setterRef] },
  );
}

function checkRecipient(text: string, snapshot: CatalogSnapshot): string {
  const ref = recipientRef(text);
  if (ref === undefined || peopleOf(ref, snapshot).length === 0) {
    throw new InputError(
      `thresholds: '${text}' is nobody in the catalog now. Name a person, or a group with members`,
    );
  }
  return ref;
}
