import { NotFoundError } from '@backstage/errors';
import {
  AcknowledgementState,
  CampaignProgress,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { breathe } from '../../kernel/breathe';
import { Clock } from '../../kernel/Clock';
import { Outbox } from '../../kernel/Outbox';
import {
  AcknowledgementStore,
  NewestAcknowledgement,
} from '../aup/AcknowledgementStore';
import { acknowledgementState } from './acknowledgementState';
import { subjectOf } from './campaignMessages';
import { CampaignStore } from './CampaignStore';
import { CampaignRecord, Recipient, RecipientRecord } from './types';

/** How a person stands, and by which campaign. */
export interface PersonStanding {
  state: AcknowledgementState;
  /** The newest, of whichever version. */
  acknowledgement: NewestAcknowledgement | undefined;
  campaign: CampaignRecord | undefined;
  recipient: RecipientRecord | undefined;
}

/** Says how the people of a campaign stand, from the records of each part. */
export class CampaignReader {
  readonly #store: CampaignStore;
  readonly #acknowledgements: AcknowledgementStore;
  readonly #outbox: Outbox;
  readonly #clock: Clock;

  constructor(options: {
    store: CampaignStore;
    acknowledgements: AcknowledgementStore;
    outbox: Outbox;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#acknowledgements = options.acknowledgements;
    this.#outbox = options.outbox;
    this.#clock = options.clock;
  }

  /** @throws NotFoundError where the version was never circulated. */
  async get(version: string): Promise<CampaignRecord> {
    const campaign = await this.#store.get(version);
    if (!campaign) {
      throw new NotFoundError(`Version ${version} has no campaign`);
    }
    return campaign;
  }

  /** Everybody who is or was asked, by name. */
  async recipients(campaign: CampaignRecord): Promise<Recipient[]> {
    const { version } = campaign;
    const records = await this.#store.recipients(version);
    const acknowledged = await this.#acknowledgements.newest({
      upToMajor: campaign.major,
    });
    await breathe();
    const deliveries = await this.#outbox.deliveriesAbout(subjectOf(version));
    const sent = new Map(
      deliveries.map(delivery => [
        delivery.recipientRef,
        delivery.firstSentAtMs,
      ]),
    );
    await breathe();
    const seen = await this.#acknowledgements.views(version);
    const nowMs = this.#clock();
    return records
      .map(record => {
        const newest = acknowledged.get(record.userRef);
        const state = acknowledgementState(campaign, record, newest, nowMs);
        const agreed = state === 'acknowledged' ? newest : undefined;
        return {
          ...record,
          state,
          sentAtMs: sent.get(record.userRef),
          seenAtMs: seen.get(record.userRef),
          acknowledgedAtMs: agreed?.acknowledgedAtMs,
          consentSha256: agreed?.consentSha256,
        };
      })
      .sort(byName);
  }

  /**
   * How some people stand to the policy in force: by the newest campaign, or by
   * the one that asks where they have not acknowledged its major version.
   */
  async standings(
    userRefs: readonly string[],
  ): Promise<Map<string, PersonStanding>> {
    const open = await this.#store.open();
    const [newestCampaign] = open;
    const asking = open.find(({ asks }) => asks === 'acknowledge');
    const [acknowledged, informed, asked] = await Promise.all([
      this.#acknowledgements.newest({ userRefs }),
      this.#recordsOf(newestCampaign, userRefs),
      this.#recordsOf(asking, userRefs),
    ]);
    const nowMs = this.#clock();
    return new Map(
      userRefs.map(userRef => {
        const acknowledgement = acknowledged.get(userRef);
        const isBound =
          acknowledgement?.major === newestCampaign?.major || !asking;
        const campaign = isBound ? newestCampaign : asking;
        const recipient = (isBound ? informed : asked).get(userRef);
        const state = campaign
          ? acknowledgementState(campaign, recipient, acknowledgement, nowMs)
          : 'not_requested';
        return [userRef, { state, acknowledgement, campaign, recipient }];
      }),
    );
  }

  async #recordsOf(
    campaign: CampaignRecord | undefined,
    userRefs: readonly string[],
  ): Promise<Map<string, RecipientRecord>> {
    const records = campaign
      ? await this.#store.recipientsAmong(campaign.version, userRefs)
      : [];
    return new Map(records.map(record => [record.userRef, record]));
  }
}

/** How many of some people stand where; those who left count for nothing else. */
export function progressOf(recipients: readonly Recipient[]): CampaignProgress {
  const here = recipients.filter(({ leftAtMs }) => leftAtMs === undefined);
  const inState = (state: AcknowledgementState) =>
    here.filter(recipient => recipient.state === state).length;
  return {
    people: here.length,
    sent: here.filter(({ sentAtMs }) => sentAtMs !== undefined).length,
    seen: here.filter(({ seenAtMs }) => seenAtMs !== undefined).length,
    acknowledged: inState('acknowledged'),
    pending: inState('pending'),
    outdated: inState('outdated'),
    declined: inState('declined'),
    overdue: inState('overdue'),
    exempt: inState('exempt'),
    left: recipients.length - here.length,
  };
}

function byName(a: Recipient, b: Recipient): number {
  if (a.name === b.name) {
    return a.userRef < b.userRef ? -1 : 1;
  }
  return a.name < b.name ? -1 : 1;
}
