import {
  CampaignDetail,
  CampaignProgress,
  CampaignRecipient,
  MyAcknowledgement,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { inDays, TEAM } from './exampleTeams';

const progress = (change: Partial<CampaignProgress>): CampaignProgress => ({
  people: 0,
  sent: 0,
  seen: 0,
  acknowledged: 0,
  pending: 0,
  outdated: 0,
  declined: 0,
  overdue: 0,
  exempt: 0,
  left: 0,
  ...change,
});

/** Version 2.0 among four people, of whom one has acknowledged. */
export const exampleCampaign: CampaignDetail = {
  version: '2.0',
  title: 'Acceptable use of generative AI',
  asks: 'acknowledge',
  openedAt: inDays(-6),
  openedBy: 'user:default/claire.fontaine',
  dueAt: inDays(8),
  graceUntil: inDays(8),
  audience: { groups: [TEAM], people: 4, sha256: '7a'.repeat(32) },
  progress: progress({
    people: 4,
    sent: 4,
    seen: 2,
    acknowledged: 1,
    pending: 1,
    declined: 1,
    exempt: 1,
  }),
  groups: [
    {
      groupRef: TEAM,
      title: 'Shipment Tracking',
      progress: progress({ people: 4, sent: 4, seen: 2, acknowledged: 1 }),
    },
  ],
};

/** Somebody who was told and has done nothing yet, unless told otherwise. */
export function exampleRecipient(
  person: Partial<CampaignRecipient> & { name: string },
): CampaignRecipient {
  const id = person.name.toLowerCase().replace(' ', '.');
  return {
    userRef: `user:default/${id}`,
    groupRef: TEAM,
    state: 'pending',
    addedAt: inDays(-6),
    joined: false,
    sentAt: inDays(-6),
    reminders: 1,
    ...person,
  };
}

/** The people of the campaign, one in each state. */
export const exampleRecipients: CampaignRecipient[] = [
  exampleRecipient({
    name: 'Amina Okafor',
    state: 'acknowledged',
    seenAt: inDays(-5),
    acknowledgedAt: inDays(-5),
    consentSha256: '5e'.repeat(32),
  }),
  exampleRecipient({ name: 'Jonas Lindqvist' }),
  exampleRecipient({
    name: 'Marta Kowalska',
    state: 'declined',
    declined: { at: inDays(-2), reason: 'H1 cannot be kept at night' },
  }),
  exampleRecipient({
    name: 'Tom Brennan',
    state: 'exempt',
    exempt: {
      until: inDays(30),
      reason: 'On parental leave',
      grantedBy: 'user:default/claire.fontaine',
    },
  }),
];

/** What the policy asks of a newcomer, unless told otherwise. */
export function exampleObligation(
  change: Partial<MyAcknowledgement> = {},
): MyAcknowledgement {
  return {
    version: '2.0',
    state: 'pending',
    consent: {
      text: 'I have read version 2.0 of “Acceptable use of generative AI” (SHA-256 9f2c). I use generative AI only as it permits, and I answer for what I send to models.',
      sha256: '5e'.repeat(32),
    },
    dueAt: inDays(8),
    keys: { ids: [] },
    ...change,
  };
}
