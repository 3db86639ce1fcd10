import { Knex } from 'knex';
import { AupConfig } from '../../kernel/AiFoundationConfig';
import { inSlices } from '../../kernel/breathe';
import { CatalogView } from '../../kernel/CatalogView';
import { Outbox } from '../../kernel/Outbox';
import { AcknowledgementStore } from '../aup/AcknowledgementStore';
import { AupStore } from '../aup/AupStore';
import { PublishedAup } from '../aup/types';
import { announcement } from './campaignMessages';
import { CampaignStore } from './CampaignStore';
import { audienceSha256, resolveAudience } from './resolveAudience';
import { AudienceMember, CampaignRecord } from './types';

const DAY_MS = 24 * 60 * 60 * 1_000;
const SLICE = 100;

/** Opens a campaign with each publication, and asks who is in its audience. */
export class CampaignOpener {
  readonly #store: CampaignStore;
  readonly #versions: AupStore;
  readonly #acknowledgements: AcknowledgementStore;
  readonly #catalogView: CatalogView;
  readonly #outbox: Outbox;
  readonly #config: AupConfig;
  readonly #timeZone: string;

  constructor(options: {
    store: CampaignStore;
    versions: AupStore;
    acknowledgements: AcknowledgementStore;
    catalogView: CatalogView;
    outbox: Outbox;
    config: AupConfig;
    timeZone: string;
  }) {
    this.#store = options.store;
    this.#versions = options.versions;
    this.#acknowledgements = options.acknowledgements;
    this.#catalogView = options.catalogView;
    this.#outbox = options.outbox;
    this.#config = options.config;
    this.#timeZone = options.timeZone;
  }

  /**
   * Call in the transaction that publishes the version.
   *
   * @throws InputError where it would reach nobody.
   */
  async open(
    transaction: Knex.Transaction,
    aup: PublishedAup,
  ): Promise<CampaignRecord> {
    const groups = this.#groupsOf(aup);
    const members = resolveAudience(groups, await this.#catalogView.current());
    const open = await this.#store.open(transaction);
    const isMajor = !open.some(({ major }) => major === aup.major);
    const versions = await this.#versions.list(transaction);
    const replaces = isMajor && versions.some(({ major }) => major < aup.major);
    const openedAtMs = aup.publishedAtMs;
    const campaign: CampaignRecord = {
      version: aup.version,
      major: aup.major,
      minor: aup.minor,
      title: aup.title,
      asks: isMajor ? 'acknowledge' : 'inform',
      openedAtMs,
      openedBy: aup.publishedBy,
      dueAtMs: openedAtMs + this.#config.dueDays * DAY_MS,
      graceUntilMs: replaces
        ? openedAtMs + this.#config.graceDays * DAY_MS
        : undefined,
      closedAtMs: undefined,
      audience: {
        groups,
        people: members.length,
        sha256: await audienceSha256(members),
      },
      origin: aup.origin,
    };
    await this.#store.closeBelow(transaction, aup.major, openedAtMs);
    await this.#store.insert(transaction, campaign);
    await this.ask(transaction, campaign, members, {
      atMs: openedAtMs,
      joined: false,
    });
    return campaign;
  }

  /** Adds people to a campaign and tells each of them. */
  async ask(
    transaction: Knex.Transaction,
    campaign: CampaignRecord,
    members: readonly AudienceMember[],
    added: { atMs: number; joined: boolean },
  ): Promise<void> {
    const { version, major } = campaign;
    await this.#store.addRecipients(transaction, version, members, added);
    const bound = await this.#acknowledgements.peopleOfMajor(
      major,
      transaction,
    );
    for (const owes of [true, false]) {
      const wording = announcement(campaign, owes, this.#timeZone);
      const told = members.filter(({ userRef }) => bound.has(userRef) !== owes);
      for await (const slice of inSlices(told, SLICE)) {
        await this.#outbox.add(
          transaction,
          slice.map(({ userRef }) => ({ ...wording, recipientRef: userRef })),
        );
      }
    }
  }

  /** Those of the configuration, or else those that the policy is for. */
  #groupsOf(aup: PublishedAup): readonly string[] {
    const { audience } = this.#config;
    return audience.length > 0
      ? audience
      : aup.document.eligible?.groups ?? audience;
  }
}
