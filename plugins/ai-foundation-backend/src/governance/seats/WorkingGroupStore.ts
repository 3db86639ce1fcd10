import { Knex } from 'knex';
import { Charter, Meeting } from './types';

/** Charters and meetings of the working group, in SQL. */
export class WorkingGroupStore {
  readonly #knex: Knex;
  readonly #countsDemo: boolean;

  constructor(options: { knex: Knex; countsDemo: boolean }) {
    this.#knex = options.knex;
    this.#countsDemo = options.countsDemo;
  }

  /** Every version, the newest first. */
  async charters(knex: Knex = this.#knex): Promise<Charter[]> {
    const rows: CharterRow[] = await this.#counted(
      knex('charters').orderBy('version', 'desc'),
    );
    return rows.map(toCharter);
  }

  /** One more than the highest version, whoever wrote that. */
  async nextVersion(transaction: Knex.Transaction): Promise<number> {
    const row = await transaction('charters').max({ highest: 'version' });
    return Number(row[0].highest ?? 0) + 1;
  }

  async insertCharter(
    transaction: Knex.Transaction,
    charter: Charter,
  ): Promise<void> {
    await transaction('charters').insert({
      version: charter.version,
      text: charter.text,
      quorum: charter.quorum,
      every_function: charter.everyFunction,
      cadence_days: charter.cadenceDays,
      sha256: charter.sha256,
      proposed_by: charter.proposedBy,
      proposed_at_ms: charter.proposedAtMs,
      origin: charter.origin,
    });
  }

  async approveCharter(
    transaction: Knex.Transaction,
    version: number,
    approval: { by: string; atMs: number; meetingId?: string },
  ): Promise<void> {
    await transaction('charters')
      .where({ version })
      .whereNull('approved_at_ms')
      .update({
        approved_by: approval.by,
        approved_at_ms: approval.atMs,
        approved_in: approval.meetingId,
      });
  }

  /** Every record, corrected ones too, the newest meeting first. */
  async meetings(knex: Knex = this.#knex): Promise<Meeting[]> {
    const rows: MeetingRow[] = await this.#counted(
      knex('meetings').orderBy([
        { column: 'held_at_ms', order: 'desc' },
        { column: 'recorded_at_ms', order: 'desc' },
      ]),
    );
    return rows.map(toMeeting);
  }

  async insertMeeting(
    transaction: Knex.Transaction,
    meeting: Meeting,
  ): Promise<void> {
    await transaction('meetings').insert({
      id: meeting.id,
      held_at_ms: meeting.heldAtMs,
      attendees: JSON.stringify(meeting.attendees),
      agenda: meeting.agenda,
      minutes: meeting.minutes,
      minutes_sha256: meeting.minutesSha256,
      decisions: JSON.stringify(meeting.decisions),
      quorum: JSON.stringify(meeting.quorum),
      charter_version: meeting.charterVersion,
      approves_charter: meeting.approvesCharter,
      corrects: meeting.corrects,
      correction_reason: meeting.correctionReason,
      recorded_by: meeting.recordedBy,
      recorded_at_ms: meeting.recordedAtMs,
      origin: meeting.origin,
    });
  }

  #counted(query: Knex.QueryBuilder): Knex.QueryBuilder {
    return this.#countsDemo ? query : query.whereNot('origin', 'demo');
  }
}

interface CharterRow {
  version: number;
  text: string;
  quorum: number;
  /** SQLite answers 0 or 1. */
  every_function: boolean | number;
  cadence_days: number;
  sha256: string;
  proposed_by: string;
  proposed_at_ms: number | string;
  approved_by: string | null;
  approved_in: string | null;
  approved_at_ms: number | string | null;
  origin: Charter['origin'];
}

interface MeetingRow {
  id: string;
  held_at_ms: number | string;
  attendees: string;
  agenda: string;
  minutes: string;
  minutes_sha256: string;
  decisions: string;
  quorum: string;
  charter_version: number;
  approves_charter: number | null;
  corrects: string | null;
  correction_reason: string | null;
  recorded_by: string;
  recorded_at_ms: number | string;
  origin: Meeting['origin'];
}

function toCharter(row: CharterRow): Charter {
  return {
    version: row.version,
    text: row.text,
    quorum: row.quorum,
    everyFunction: Boolean(row.every_function),
    cadenceDays: row.cadence_days,
    sha256: row.sha256,
    proposedBy: row.proposed_by,
    proposedAtMs: Number(row.proposed_at_ms),
    approvedBy: row.approved_by ?? undefined,
    approvedIn: row.approved_in ?? undefined,
    approvedAtMs:
      row.approved_at_ms === null ? undefined : Number(row.approved_at_ms),
    origin: row.origin,
  };
}

function toMeeting(row: MeetingRow): Meeting {
  return {
    id: row.id,
    heldAtMs: Number(row.held_at_ms),
    attendees: JSON.parse(row.attendees),
    agenda: row.agenda,
    minutes: row.minutes,
    minutesSha256: row.minutes_sha256,
    decisions: JSON.parse(row.decisions),
    quorum: JSON.parse(row.quorum),
    charterVersion: row.charter_version,
    approvesCharter: row.approves_charter ?? undefined,
    corrects: row.corrects ?? undefined,
    correctionReason: row.correction_reason ?? undefined,
    recordedBy: row.recorded_by,
    recordedAtMs: Number(row.recorded_at_ms),
    origin: row.origin,
  };
}
