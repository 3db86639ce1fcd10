import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { Actor } from '../../kernel/AuditTrail';
import { CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { instant } from '../../kernel/instant';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { requirePerson } from '../../kernel/requirePerson';
import { CampaignReader } from './CampaignReader';
import { CampaignStore } from './CampaignStore';
import { CampaignRecord, Recipient } from './types';

const DAY_MS = 24 * 60 * 60 * 1_000;
const LONGEST_CAMPAIGN_DAYS = 180;
const LONGEST_EXEMPTION_DAYS = 366;

/** A campaign with the people who are or were asked. */
export interface WholeCampaign {
  campaign: CampaignRecord;
  recipients: Recipient[];
}

/** Steers the circulation of the policy. */
export class CampaignService {
  readonly #store: CampaignStore;
  readonly #reader: CampaignReader;
  readonly #policyChanges: PolicyChanges;
  readonly #catalogView: CatalogView;
  readonly #clock: Clock;

  constructor(options: {
    store: CampaignStore;
    reader: CampaignReader;
    policyChanges: PolicyChanges;
    catalogView: CatalogView;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#reader = options.reader;
    this.#policyChanges = options.policyChanges;
    this.#catalogView = options.catalogView;
    this.#clock = options.clock;
  }

  /** The newest first. */
  async list(): Promise<WholeCampaign[]> {
    const campaigns: WholeCampaign[] = [];
    for (const campaign of await this.#store.list()) {
      campaigns.push(await this.#whole(campaign));
    }
    return campaigns;
  }

  /** @throws NotFoundError where the version was never circulated. */
  async get(version: string): Promise<WholeCampaign> {
    return this.#whole(await this.#reader.get(version));
  }

  /**
   * Moves the day by which a version has to be acknowledged.
   *
   * @throws InputError where it is past, or half a year after the publication.
   */
  async setDue(
    actor: Actor,
    version: string,
    change: { dueAtMs: number; reason: string },
  ): Promise<void> {
    requirePerson(actor.userRef, await this.#catalogView.current());
    const { dueAtMs, reason } = change;
    await this.#policyChanges.make(async transaction => {
      const campaign = await this.#store.get(version, transaction);
      requireOpen(campaign, version);
      const latestMs = campaign.openedAtMs + LONGEST_CAMPAIGN_DAYS * DAY_MS;
      if (dueAtMs <= this.#clock() || dueAtMs > latestMs) {
        throw new InputError(
          `The day has to be in the future, and at most ${LONGEST_CAMPAIGN_DAYS} days after the publication`,
        );
      }
      await this.#store.setDue(transaction, version, dueAtMs);
      return {
        outcome: undefined,
        act: {
          actor,
          action: 'campaign.due',
          subject: `campaign:${version}`,
          details: {
            before: instant(campaign.dueAtMs),
            after: instant(dueAtMs),
            reason,
          },
        },
      };
    });
  }

  /**
   * Exempts somebody else from acknowledging until a date. Their keys need an
   * acknowledgement all the same.
   */
  async exempt(
    actor: Actor,
    version: string,
    exemption: { userRef: string; untilMs: number; reason: string },
  ): Promise<Recipient> {
    const { userRef, untilMs, reason } = exemption;
    requirePerson(actor.userRef, await this.#catalogView.current());
    if (userRef === actor.userRef) {
      throw new NotAllowedError('Nobody exempts themselves; ask a colleague');
    }
    const latestMs = this.#clock() + LONGEST_EXEMPTION_DAYS * DAY_MS;
    if (untilMs <= this.#clock() || untilMs > latestMs) {
      throw new InputError(
        `An exemption ends in the future, and within ${LONGEST_EXEMPTION_DAYS} days`,
      );
    }
    await this.#policyChanges.make(async transaction => {
      const campaign = await this.#store.get(version, transaction);
      requireOpen(campaign, version);
      const before = await this.#store.recipient(version, userRef, transaction);
      if (!before) {
        throw new NotFoundError(
          `'${userRef}' is not asked to acknowledge version ${version}`,
        );
      }
      const grantedBy = actor.userRef;
      await this.#store.exempt(transaction, version, userRef, {
        untilMs,
        reason,
        grantedBy,
      });
      return {
        outcome: undefined,
        act: {
          actor,
          action: 'campaign.exempt',
          subject: `campaign:${version}`,
          details: {
            userRef,
            before: before.exempt && instant(before.exempt.untilMs),
            after: instant(untilMs),
            reason,
          },
        },
      };
    });
    const { recipients } = await this.get(version);
    return recipients.find(recipient => recipient.userRef === userRef)!;
  }

  async #whole(campaign: CampaignRecord): Promise<WholeCampaign> {
    return { campaign, recipients: await this.#reader.recipients(campaign) };
  }
}

function requireOpen(
  campaign: CampaignRecord | undefined,
  version: string,
): asserts campaign is CampaignRecord {
  if (!campaign) {
    throw new NotFoundError(`Version ${version} has no campaign`);
  }
  if (campaign.closedAtMs !== undefined) {
    throw new ConflictError(
      `The campaign of version ${version} is closed, because a newer major version is circulated`,
    );
  }
}
