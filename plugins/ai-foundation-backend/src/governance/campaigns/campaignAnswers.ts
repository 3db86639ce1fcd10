import {
  Campaign,
  CampaignDetail,
  CampaignRecipient,
  MyAcknowledgement,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { CatalogSnapshot } from '../../kernel/CatalogView';
import { instant, optionalInstant } from '../../kernel/instant';
import { progressOf } from './CampaignReader';
import { WholeCampaign } from './CampaignService';
import { Obligation } from './MyAcknowledgementService';
import { Recipient } from './types';

/** A campaign as the API tells it. */
export function toCampaign({ campaign, recipients }: WholeCampaign): Campaign {
  return {
    version: campaign.version,
    title: campaign.title,
    asks: campaign.asks,
    openedAt: instant(campaign.openedAtMs),
    openedBy: campaign.openedBy,
    dueAt: instant(campaign.dueAtMs),
    graceUntil: optionalInstant(campaign.graceUntilMs),
    closedAt: optionalInstant(campaign.closedAtMs),
    audience: {
      ...campaign.audience,
      groups: [...campaign.audience.groups],
    },
    progress: progressOf(recipients),
  };
}

/** The same, group by group. */
export function toCampaignDetail(
  whole: WholeCampaign,
  { groups }: CatalogSnapshot,
): CampaignDetail {
  const byGroup = Map.groupBy(whole.recipients, ({ groupRef }) => groupRef);
  return {
    ...toCampaign(whole),
    groups: [...byGroup]
      .map(([groupRef, recipients]) => ({
        groupRef,
        title: groups.get(groupRef)?.title ?? groupRef,
        progress: progressOf(recipients),
      }))
      .sort((a, b) => a.title.localeCompare(b.title, 'en')),
  };
}

export function toCampaignRecipient(recipient: Recipient): CampaignRecipient {
  const { declined, exempt } = recipient;
  return {
    userRef: recipient.userRef,
    name: recipient.name,
    groupRef: recipient.groupRef,
    state: recipient.state,
    addedAt: instant(recipient.addedAtMs),
    joined: recipient.joined,
    leftAt: optionalInstant(recipient.leftAtMs),
    sentAt: optionalInstant(recipient.sentAtMs),
    seenAt: optionalInstant(recipient.seenAtMs),
    acknowledgedAt: optionalInstant(recipient.acknowledgedAtMs),
    consentSha256: recipient.consentSha256,
    reminders: recipient.reminders,
    declined: declined && {
      at: instant(declined.atMs),
      reason: declined.reason,
    },
    exempt: exempt && {
      until: instant(exempt.untilMs),
      reason: exempt.reason,
      grantedBy: exempt.grantedBy,
    },
  };
}

/** What the policy asks of a person, as the API tells it. */
export function toMyAcknowledgement(mine: Obligation): MyAcknowledgement {
  const { acknowledgement, campaign, recipient } = mine;
  return {
    version: mine.version,
    state: mine.state,
    consent: mine.consent,
    acknowledgedVersion: acknowledgement?.version,
    acknowledgedAt: optionalInstant(acknowledgement?.acknowledgedAtMs),
    dueAt:
      campaign?.asks === 'acknowledge' && recipient
        ? instant(campaign.dueAtMs)
        : undefined,
    declined: recipient?.declined && {
      at: instant(recipient.declined.atMs),
      reason: recipient.declined.reason,
    },
    exemptUntil: optionalInstant(recipient?.exempt?.untilMs),
    keys: {
      ids: mine.keys.map(({ id }) => id),
      stopAt: optionalInstant(mine.keysStopAtMs),
    },
  };
}
