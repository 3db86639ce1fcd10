import { DateTime } from 'luxon';
import { OutboxMessage } from '../../kernel/Outbox';
import { HeldKey } from './KeyHolders';
import { CampaignRecord } from './types';

/** What is said, to whomever. */
export type Wording = Omit<OutboxMessage, 'recipientRef'>;

const LINK = '/ai-foundation/policy';
/** One for all campaigns, so that a person has one notification of them. */
const SCOPE = 'policy';
const MOST_NAMES = 20;

/** What `Outbox.deliveriesAbout` finds a campaign's notifications by. */
export function subjectOf(version: string): string {
  return `campaign:${version}`;
}

/** Tells of a new version, to who owes an acknowledgement or to who does not. */
export function announcement(
  campaign: CampaignRecord,
  owes: boolean,
  zone: string,
): Wording {
  const { version, graceUntilMs } = campaign;
  const due = dateOf(campaign.dueAtMs, zone);
  const grace =
    graceUntilMs === undefined
      ? ''
      : ` Keys of people who acknowledged the version before work until ${dateOf(
          graceUntilMs,
          zone,
        )}.`;
  return {
    topic: 'policy',
    scope: SCOPE,
    subject: subjectOf(version),
    link: LINK,
    severity: 'normal',
    ...(owes
      ? {
          title: `Acknowledge version ${version} of the acceptable use policy`,
          description: `Read it and acknowledge it by ${due}. Without it you get no key.${grace}`,
        }
      : {
          title: `Version ${version} of the acceptable use policy is in force`,
          description:
            'It changes nothing that you have agreed to, and your keys work on. A new key needs an acknowledgement of this version.',
        }),
  };
}

/** @param version - the one in force, which is to be acknowledged. */
export function reminder(
  campaign: CampaignRecord,
  version: string,
  isOverdue: boolean,
  zone: string,
): Wording {
  const due = dateOf(campaign.dueAtMs, zone);
  return {
    topic: 'policy',
    scope: SCOPE,
    subject: subjectOf(campaign.version),
    link: LINK,
    title: isOverdue
      ? `Overdue: acknowledge version ${version} of the acceptable use policy`
      : `Reminder: acknowledge version ${version} of the acceptable use policy`,
    description: isOverdue
      ? `It was due on ${due}. Your lead is told. This is the last reminder.`
      : `It is due on ${due}.`,
    severity: isOverdue ? 'high' : 'normal',
  };
}

/** Tells a lead who of their people is overdue. */
export function escalation(
  campaign: CampaignRecord,
  names: readonly string[],
  zone: string,
): Wording {
  const more = names.length - MOST_NAMES;
  return {
    topic: 'policy',
    scope: `policy-escalation:${campaign.version}`,
    link: LINK,
    title:
      names.length === 1
        ? `${names[0]} has not acknowledged the acceptable use policy`
        : `${names.length} of your people have not acknowledged the acceptable use policy`,
    description: `Version ${campaign.version} was due on ${dateOf(
      campaign.dueAtMs,
      zone,
    )}. Talk to ${names.slice(0, MOST_NAMES).join(', ')}${
      more > 0 ? ` and ${more} more` : ''
    }.`,
    severity: 'high',
  };
}

/** Warns of keys that stop when the grace of a new major version ends. */
export function keyWarning(
  campaign: CampaignRecord & { graceUntilMs: number },
  version: string,
  keys: readonly HeldKey[],
  zone: string,
): Wording {
  const when = dateOf(campaign.graceUntilMs, zone);
  return {
    topic: 'keys',
    scope: `policy-keys:${campaign.version}`,
    link: LINK,
    title:
      keys.length === 1
        ? `Your key ${keys[0].id} stops on ${when}`
        : `${keys.length} of your keys stop on ${when}`,
    description: `They work again as soon as you acknowledge version ${version} of the acceptable use policy: ${keys
      .map(({ id }) => id)
      .join(', ')}.`,
    severity: 'high',
  };
}

/** A day as people write it, in the organisation's time zone. */
export function dateOf(atMs: number, zone: string): string {
  return DateTime.fromMillis(atMs, { zone, locale: 'en' }).toFormat(
    'd MMMM yyyy',
  );
}
