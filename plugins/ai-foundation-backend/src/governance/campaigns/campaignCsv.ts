import { CampaignExport } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { stringify } from 'csv-stringify/sync';

const COLUMNS = [
  'version',
  'audience_sha256',
  'user_ref',
  'name',
  'group_ref',
  'state',
  'added_at',
  'joined_after_publication',
  'left_at',
  'sent_at',
  'seen_at',
  'acknowledged_at',
  'consent_sha256',
  'reminders',
  'declined_at',
  'decline_reason',
  'exempt_until',
  'exempt_reason',
  'exempted_by',
];

/**
 * A campaign as a table, a row each person. Each row names the version and the
 * audience's hash, so that a row that is cut out still says what it is of.
 */
export function campaignCsv(campaign: CampaignExport): string {
  return stringify(
    campaign.recipients.map(recipient => ({
      version: campaign.version,
      audience_sha256: campaign.audience.sha256,
      user_ref: recipient.userRef,
      name: recipient.name,
      group_ref: recipient.groupRef,
      state: recipient.state,
      added_at: recipient.addedAt,
      joined_after_publication: recipient.joined ? 'yes' : 'no',
      left_at: recipient.leftAt,
      sent_at: recipient.sentAt,
      seen_at: recipient.seenAt,
      acknowledged_at: recipient.acknowledgedAt,
      consent_sha256: recipient.consentSha256,
      reminders: recipient.reminders,
      declined_at: recipient.declined?.at,
      decline_reason: recipient.declined?.reason,
      exempt_until: recipient.exempt?.until,
      exempt_reason: recipient.exempt?.reason,
      exempted_by: recipient.exempt?.grantedBy,
    })),
    { header: true, escape_formulas: true, columns: COLUMNS },
  );
}
