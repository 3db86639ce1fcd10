import { Knex } from 'knex';
import { breathe, inSlices } from '../../kernel/breathe';
import { AudienceMember, CampaignRecord, RecipientRecord } from './types';

const SLICE = 100;
const PAGE_SIZE = 500;

/** Campaigns and whom they ask, in SQL. */
export class CampaignStore {
  readonly #knex: Knex;
  readonly #countsDemo: boolean;

  /** @param options.countsDemo - whether campaigns of demo origin count. */
  constructor(options: { knex: Knex; countsDemo: boolean }) {
    this.#knex = options.knex;
    this.#countsDemo = options.countsDemo;
  }

  /** The newest first. */
  async list(knex: Knex = this.#knex): Promise<CampaignRecord[]> {
    const query = knex<CampaignRow>('campaigns').orderBy([
      { column: 'major', order: 'desc' },
      { column: 'minor', order: 'desc' },
    ]);
    if (!this.#countsDemo) {
      query.whereNot('origin', 'demo');
    }
    return (await query).map(toCampaign);
  }

  async get(
    version: string,
    knex: Knex = this.#knex,
  ): Promise<CampaignRecord | undefined> {
    const campaigns = await this.list(knex);
    return campaigns.find(campaign => campaign.version === version);
  }

  /** Those that still ask or inform, the newest first. */
  async open(knex: Knex = this.#knex): Promise<CampaignRecord[]> {
    const campaigns = await this.list(knex);
    return campaigns.filter(({ closedAtMs }) => closedAtMs === undefined);
  }

  async insert(transaction: Knex.Transaction, campaign: CampaignRecord) {
    await transaction('campaigns').insert({
      version: campaign.version,
      major: campaign.major,
      minor: campaign.minor,
      title: campaign.title,
      asks: campaign.asks,
      opened_at_ms: campaign.openedAtMs,
      opened_by: campaign.openedBy,
      due_at_ms: campaign.dueAtMs,
      grace_until_ms: campaign.graceUntilMs ?? null,
      audience_groups: JSON.stringify(campaign.audience.groups),
      audience_people: campaign.audience.people,
      audience_sha256: campaign.audience.sha256,
      origin: campaign.origin,
    });
  }

  /** Those of lower major numbers ask no more. */
  async closeBelow(transaction: Knex.Transaction, major: number, atMs: number) {
    await transaction('campaigns')
      .where('major', '<', major)
      .whereNull('closed_at_ms')
      .update({ closed_at_ms: atMs });
  }

  async setDue(
    transaction: Knex.Transaction,
    version: string,
    dueAtMs: number,
  ) {
    await transaction('campaigns')
      .where({ version })
      .update({ due_at_ms: dueAtMs });
  }

  /** In slices, with time for other work of the process between them. */
  async addRecipients(
    transaction: Knex.Transaction,
    version: string,
    members: readonly AudienceMember[],
    added: { atMs: number; joined: boolean },
  ): Promise<void> {
    for await (const slice of inSlices(members, SLICE)) {
      await transaction('campaign_recipients')
        .insert(
          slice.map(({ userRef, name, groupRef }) => ({
            version,
            user_ref: userRef,
            user_name: name,
            group_ref: groupRef,
            added_at_ms: added.atMs,
            joined: added.joined,
          })),
        )
        .onConflict(['version', 'user_ref'])
        .ignore();
    }
  }

  /** Everybody who is or was asked, by their refs. */
  async recipients(version: string): Promise<RecipientRecord[]> {
    const found: RecipientRecord[] = [];
    for (;;) {
      const page: RecipientRow[] = await this.#knex('campaign_recipients')
        .where({ version })
        .where('user_ref', '>', found.at(-1)?.userRef ?? '')
        .orderBy('user_ref')
        .limit(PAGE_SIZE);
      found.push(...page.map(toRecipient));
      if (page.length < PAGE_SIZE) {
        return found;
      }
      await breathe();
    }
  }

  async recipient(
    version: string,
    userRef: string,
    knex: Knex = this.#knex,
  ): Promise<RecipientRecord | undefined> {
    const row = await knex<RecipientRow>('campaign_recipients')
      .where({ version, user_ref: userRef })
      .first();
    return row && toRecipient(row);
  }

  /** Those of some people who are asked now. */
  async recipientsAmong(
    version: string,
    userRefs: readonly string[],
  ): Promise<RecipientRecord[]> {
    const rows = await this.#knex<RecipientRow>('campaign_recipients')
      .where({ version })
      .whereIn('user_ref', [...userRefs])
      .whereNull('left_at_ms');
    return rows.map(toRecipient);
  }

  /** @param leftAtMs - absent for people who are back. */
  async setLeft(
    version: string,
    userRefs: readonly string[],
    leftAtMs: number | undefined,
  ): Promise<void> {
    for await (const slice of inSlices(userRefs, SLICE)) {
      await this.#knex('campaign_recipients')
        .where({ version })
        .whereIn('user_ref', slice)
        .update({ left_at_ms: leftAtMs ?? null });
    }
  }

  async decline(
    transaction: Knex.Transaction,
    userRef: string,
    versions: readonly string[],
    declined: { atMs: number; reason: string },
  ): Promise<void> {
    await transaction('campaign_recipients')
      .where('user_ref', userRef)
      .whereIn('version', [...versions])
      .update({
        declined_at_ms: declined.atMs,
        decline_reason: declined.reason,
      });
  }

  async exempt(
    transaction: Knex.Transaction,
    version: string,
    userRef: string,
    exempt: { untilMs: number; reason: string; grantedBy: string },
  ): Promise<void> {
    await transaction('campaign_recipients')
      .where({ version, user_ref: userRef })
      .update({
        exempt_until_ms: exempt.untilMs,
        exempt_reason: exempt.reason,
        exempted_by: exempt.grantedBy,
      });
  }

  /**
   * Takes the next reminders of some people upon itself.
   *
   * @returns those whose reminder nobody else has claimed.
   */
  async claimReminders(
    transaction: Knex.Transaction,
    version: string,
    userRefs: readonly string[],
    due: number,
  ): Promise<string[]> {
    return claimed(
      transaction('campaign_recipients')
        .where({ version })
        .whereIn('user_ref', [...userRefs])
        .where('reminded', '<', due)
        .update({
          reminded: due,
          reminders: transaction.raw('reminders + 1'),
        }),
    );
  }

  /** @returns those about whom no lead was told yet. */
  async claimEscalations(
    transaction: Knex.Transaction,
    version: string,
    userRefs: readonly string[],
    atMs: number,
  ): Promise<string[]> {
    return claimed(
      transaction('campaign_recipients')
        .where({ version })
        .whereIn('user_ref', [...userRefs])
        .whereNull('escalated_at_ms')
        .update({ escalated_at_ms: atMs }),
    );
  }

  /** @returns those who were not warned so often yet. */
  async claimKeyWarnings(
    transaction: Knex.Transaction,
    version: string,
    userRefs: readonly string[],
    due: number,
  ): Promise<string[]> {
    return claimed(
      transaction('campaign_recipients')
        .where({ version })
        .whereIn('user_ref', [...userRefs])
        .where('keys_warned', '<', due)
        .update({ keys_warned: due }),
    );
  }

  /** Until when a major version lets the one before it count for keys. */
  async graceUntil(major: number): Promise<number | undefined> {
    const row = await this.#knex('campaigns')
      .where({ major })
      .whereNotNull('grace_until_ms')
      .first('grace_until_ms');
    return row && Number(row.grace_until_ms);
  }
}

async function claimed(update: Knex.QueryBuilder): Promise<string[]> {
  const rows: Array<{ user_ref: string }> = await update.returning('user_ref');
  return rows.map(({ user_ref }) => user_ref);
}

interface CampaignRow {
  version: string;
  major: number;
  minor: number;
  title: string;
  asks: CampaignRecord['asks'];
  opened_at_ms: number | string;
  opened_by: string;
  due_at_ms: number | string;
  grace_until_ms: number | string | null;
  closed_at_ms: number | string | null;
  audience_groups: string;
  audience_people: number;
  audience_sha256: string;
  origin: CampaignRecord['origin'];
}

function toCampaign(row: CampaignRow): CampaignRecord {
  return {
    version: row.version,
    major: row.major,
    minor: row.minor,
    title: row.title,
    asks: row.asks,
    openedAtMs: Number(row.opened_at_ms),
    openedBy: row.opened_by,
    dueAtMs: Number(row.due_at_ms),
    graceUntilMs: optional(row.grace_until_ms),
    closedAtMs: optional(row.closed_at_ms),
    audience: {
      groups: JSON.parse(row.audience_groups),
      people: row.audience_people,
      sha256: row.audience_sha256,
    },
    origin: row.origin,
  };
}

interface RecipientRow {
  version: string;
  user_ref: string;
  user_name: string;
  group_ref: string;
  added_at_ms: number | string;
  joined: boolean | number;
  left_at_ms: number | string | null;
  declined_at_ms: number | string | null;
  decline_reason: string | null;
  exempt_until_ms: number | string | null;
  exempt_reason: string | null;
  exempted_by: string | null;
  reminded: number;
  reminders: number;
  escalated_at_ms: number | string | null;
  keys_warned: number;
}

function toRecipient(row: RecipientRow): RecipientRecord {
  return {
    version: row.version,
    userRef: row.user_ref,
    name: row.user_name,
    groupRef: row.group_ref,
    addedAtMs: Number(row.added_at_ms),
    joined: Boolean(row.joined),
    leftAtMs: optional(row.left_at_ms),
    declined:
      row.declined_at_ms === null
        ? undefined
        : {
            atMs: Number(row.declined_at_ms),
            reason: row.decline_reason ?? '',
          },
    exempt:
      row.exempt_until_ms === null
        ? undefined
        : {
            untilMs: Number(row.exempt_until_ms),
            reason: row.exempt_reason ?? '',
            grantedBy: row.exempted_by ?? '',
          },
    reminded: row.reminded,
    reminders: row.reminders,
    escalatedAtMs: optional(row.escalated_at_ms),
    keysWarned: row.keys_warned,
  };
}

function optional(value: number | string | null): number | undefined {
  return value === null ? undefined : Number(value);
}
