import { Knex } from 'knex';
import { inSlices } from '../../kernel/breathe';
import { CatalogSnapshot, CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { Outbox } from '../../kernel/Outbox';
import { AcknowledgementService } from '../aup/AcknowledgementService';
import { escalation, keyWarning, reminder } from './campaignMessages';
import { CampaignOpener } from './CampaignOpener';
import { CampaignReader } from './CampaignReader';
import { CampaignStore } from './CampaignStore';
import { KeyHolders } from './KeyHolders';
import { isQuiet, remindersDue, warningsDue } from './reminders';
import { resolveAudience } from './resolveAudience';
import { AudienceMember, CampaignRecord, Recipient } from './types';

const SLICE = 100;
const REMINDED = ['pending', 'outdated', 'overdue'];

/**
 * What campaigns do by themselves: they follow joiners and leavers, remind, tell
 * leads, and warn of keys that will stop. Each message is claimed by an update
 * in the transaction that puts it into the outbox, so that two runs, also on two
 * replicas, send nothing twice.
 */
export class CampaignRunner {
  readonly #store: CampaignStore;
  readonly #reader: CampaignReader;
  readonly #opener: CampaignOpener;
  readonly #acknowledgements: AcknowledgementService;
  readonly #keyHolders: KeyHolders;
  readonly #catalogView: CatalogView;
  readonly #outbox: Outbox;
  readonly #knex: Knex;
  readonly #clock: Clock;
  readonly #timeZone: string;

  constructor(options: {
    store: CampaignStore;
    reader: CampaignReader;
    opener: CampaignOpener;
    acknowledgements: AcknowledgementService;
    keyHolders: KeyHolders;
    catalogView: CatalogView;
    outbox: Outbox;
    knex: Knex;
    clock: Clock;
    timeZone: string;
  }) {
    this.#store = options.store;
    this.#reader = options.reader;
    this.#opener = options.opener;
    this.#acknowledgements = options.acknowledgements;
    this.#keyHolders = options.keyHolders;
    this.#catalogView = options.catalogView;
    this.#outbox = options.outbox;
    this.#knex = options.knex;
    this.#clock = options.clock;
    this.#timeZone = options.timeZone;
  }

  /** @returns what it did, in words. */
  async run(): Promise<string> {
    const snapshot = await this.#catalogView.current();
    const open = await this.#store.open();
    // The oldest first, so that the newest has the last word in a notification.
    for (const campaign of [...open].reverse()) {
      await this.#followAudience(campaign, snapshot);
    }
    const asking = open.find(({ asks }) => asks === 'acknowledge');
    if (!asking) {
      return 'no campaign asks';
    }
    if (isQuiet(this.#clock(), this.#timeZone)) {
      return 'nobody is reminded at a weekend';
    }
    const version = open[0].version;
    const recipients = (await this.#reader.recipients(asking)).filter(
      ({ leftAtMs }) => leftAtMs === undefined,
    );
    const reminded = await this.#remind(asking, version, recipients);
    const leads = await this.#escalate(asking, recipients, snapshot);
    const warned = await this.#warnOfKeys(asking, version, recipients);
    return `${reminded} reminded, ${leads} leads told, ${warned} warned of keys that stop`;
  }

  /** Asks who has joined, and keeps who has left as history. */
  async #followAudience(
    campaign: CampaignRecord,
    snapshot: CatalogSnapshot,
  ): Promise<void> {
    const { version } = campaign;
    const wanted = new Map(
      (await this.#wanted(campaign, snapshot)).map(member => [
        member.userRef,
        member,
      ]),
    );
    const known = await this.#store.recipients(version);
    const asked = new Set(known.map(({ userRef }) => userRef));
    const joined = [...wanted.values()].filter(
      ({ userRef }) => !asked.has(userRef),
    );
    const nowMs = this.#clock();
    if (joined.length > 0) {
      await this.#knex.transaction(transaction =>
        this.#opener.ask(transaction, campaign, joined, {
          atMs: nowMs,
          joined: true,
        }),
      );
    }
    const left = known.filter(
      ({ userRef, leftAtMs }) => leftAtMs === undefined && !wanted.has(userRef),
    );
    const back = known.filter(
      ({ userRef, leftAtMs }) => leftAtMs !== undefined && wanted.has(userRef),
    );
    await this.#store.setLeft(version, refsOf(left), nowMs);
    await this.#store.setLeft(version, refsOf(back), undefined);
  }

  /** Those of the groups, and who answers for a key: the key would stop. */
  async #wanted(
    campaign: CampaignRecord,
    snapshot: CatalogSnapshot,
  ): Promise<AudienceMember[]> {
    const members = resolveAudience(campaign.audience.groups, snapshot);
    const refs = new Set(refsOf(members));
    const holders = [...(await this.#keyHolders.byPerson())].flatMap(
      ([userRef, [{ teamRef }]]) => {
        const person = snapshot.people.get(userRef);
        return person && !refs.has(userRef)
          ? [{ userRef, name: person.name, groupRef: teamRef }]
          : [];
      },
    );
    return [...members, ...holders];
  }

  async #remind(
    campaign: CampaignRecord,
    version: string,
    recipients: readonly Recipient[],
  ): Promise<number> {
    const nowMs = this.#clock();
    const { dueAtMs } = campaign;
    const byDue = Map.groupBy(
      recipients.filter(({ state }) => REMINDED.includes(state)),
      ({ addedAtMs }) => remindersDue({ addedAtMs, dueAtMs }, nowMs),
    );
    const wording = reminder(
      campaign,
      version,
      nowMs >= dueAtMs,
      this.#timeZone,
    );
    let sent = 0;
    for (const [due, people] of byDue) {
      const toRemind = people.filter(({ reminded }) => reminded < due);
      for await (const slice of inSlices(refsOf(toRemind), SLICE)) {
        sent += await this.#knex.transaction(async transaction => {
          const claimed = await this.#store.claimReminders(
            transaction,
            campaign.version,
            slice,
            due,
          );
          await this.#outbox.add(
            transaction,
            claimed.map(recipientRef => ({ ...wording, recipientRef })),
          );
          return claimed.length;
        });
      }
    }
    return sent;
  }

  /** One message to each lead, which names all of their people who are overdue. */
  async #escalate(
    campaign: CampaignRecord,
    recipients: readonly Recipient[],
    snapshot: CatalogSnapshot,
  ): Promise<number> {
    const byLead = Map.groupBy(
      recipients.filter(({ state }) => state === 'overdue'),
      recipient => leadOf(recipient, snapshot) ?? campaign.openedBy,
    );
    let told = 0;
    for (const [lead, people] of byLead) {
      const fresh = people.filter(
        ({ escalatedAtMs }) => escalatedAtMs === undefined,
      );
      const names = people.map(({ name }) => name);
      for await (const slice of inSlices(refsOf(fresh), people.length)) {
        told += await this.#knex.transaction(async transaction => {
          const claimed = await this.#store.claimEscalations(
            transaction,
            campaign.version,
            slice,
            this.#clock(),
          );
          if (claimed.length === 0) {
            return 0;
          }
          await this.#outbox.add(transaction, [
            {
              ...escalation(campaign, names, this.#timeZone),
              recipientRef: lead,
            },
          ]);
          return 1;
        });
      }
    }
    return told;
  }

  async #warnOfKeys(
    campaign: CampaignRecord,
    version: string,
    recipients: readonly Recipient[],
  ): Promise<number> {
    const { graceUntilMs } = campaign;
    const inForce = await this.#acknowledgements.inForce();
    if (graceUntilMs === undefined || !inForce) {
      return 0;
    }
    const due = warningsDue(graceUntilMs, this.#clock());
    const held = await this.#keyHolders.byPerson();
    const toWarn = recipients.filter(
      ({ userRef, keysWarned }) =>
        keysWarned < due &&
        held.has(userRef) &&
        inForce.previousAcknowledgedBy.has(userRef) &&
        !inForce.acknowledgedBy.has(userRef),
    );
    let warned = 0;
    for await (const slice of inSlices(refsOf(toWarn), SLICE)) {
      warned += await this.#knex.transaction(async transaction => {
        const claimed = await this.#store.claimKeyWarnings(
          transaction,
          campaign.version,
          slice,
          due,
        );
        await this.#outbox.add(
          transaction,
          claimed.map(recipientRef => ({
            ...keyWarning(
              { ...campaign, graceUntilMs },
              version,
              held.get(recipientRef) ?? [],
              this.#timeZone,
            ),
            recipientRef,
          })),
        );
        return claimed.length;
      });
    }
    return warned;
  }
}

/** Who answers for a person's group, or else for the nearest one above it. */
function leadOf(
  { userRef, groupRef }: AudienceMember,
  { groups, people }: CatalogSnapshot,
): string | undefined {
  const walked = new Set<string>();
  let group = groups.get(groupRef);
  while (group && !walked.has(group.ref)) {
    const { leadRef, parentRef } = group;
    if (leadRef && leadRef !== userRef && people.has(leadRef)) {
      return leadRef;
    }
    walked.add(group.ref);
    group = parentRef === undefined ? undefined : groups.get(parentRef);
  }
  return undefined;
}

function refsOf(people: ReadonlyArray<{ userRef: string }>): string[] {
  return people.map(({ userRef }) => userRef);
}
