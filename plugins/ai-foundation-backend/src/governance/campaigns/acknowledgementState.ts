import { AcknowledgementState } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { CampaignRecord, RecipientRecord } from './types';

/** A version by its numbers. */
export interface VersionNumber {
  major: number;
  minor: number;
}

/**
 * How a person stands to a campaign; nothing of it is stored.
 *
 * @param recipient - as whom they are asked, where they are.
 * @param acknowledged - the highest version that they have acknowledged, of
 *   the campaign's major number where there is one.
 */
export function acknowledgementState(
  campaign: CampaignRecord,
  recipient: Pick<RecipientRecord, 'declined' | 'exempt'> | undefined,
  acknowledged: VersionNumber | undefined,
  nowMs: number,
): AcknowledgementState {
  // What a campaign has come to stays so when the next one takes its place.
  const atMs = Math.min(nowMs, campaign.closedAtMs ?? nowMs);
  if (acknowledged && covers(acknowledged, campaign)) {
    return 'acknowledged';
  }
  if (!recipient) {
    return 'not_requested';
  }
  if (recipient.exempt && atMs < recipient.exempt.untilMs) {
    return 'exempt';
  }
  if (recipient.declined) {
    return 'declined';
  }
  if (campaign.asks === 'acknowledge' && atMs >= campaign.dueAtMs) {
    return 'overdue';
  }
  return acknowledged ? 'outdated' : 'pending';
}

/** Whether who acknowledged a version has agreed to what a campaign circulates. */
function covers(acknowledged: VersionNumber, asked: VersionNumber): boolean {
  return (
    acknowledged.major === asked.major && acknowledged.minor >= asked.minor
  );
}
