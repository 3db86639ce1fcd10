import { createHash, randomUUID } from 'node:crypto';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { Actor } from '../../kernel/AuditTrail';
import { canonicalJson } from '../../kernel/canonicalJson';
import { CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { fullRef } from '../../kernel/fullRef';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { requirePerson } from '../../kernel/requirePerson';
import { charterInForce, quorumOf } from './quorum';
import { SeatService } from './SeatService';
import {
  Attendee,
  Charter,
  CharterText,
  Meeting,
  MeetingRecord,
} from './types';
import { WorkingGroupStore } from './WorkingGroupStore';

/** Keeps the working group's charter and the record of its meetings. */
export class WorkingGroupService {
  readonly #store: WorkingGroupStore;
  readonly #seats: SeatService;
  readonly #catalogView: CatalogView;
  readonly #policyChanges: PolicyChanges;
  readonly #clock: Clock;

  constructor(options: {
    store: WorkingGroupStore;
    seats: SeatService;
    catalogView: CatalogView;
    policyChanges: PolicyChanges;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#seats = options.seats;
    this.#catalogView = options.catalogView;
    this.#policyChanges = options.policyChanges;
    this.#clock = options.clock;
  }

  async charters(): Promise<Charter[]> {
    return this.#store.charters();
  }

  async meetings(): Promise<Meeting[]> {
    return this.#store.meetings();
  }

  /** Writes the next version of the charter; it holds once it is approved. */
  async proposeCharter(actor: Actor, content: CharterText): Promise<Charter> {
    requirePerson(actor.userRef, await this.#catalogView.current());
    return this.#policyChanges.make(async transaction => {
      const charter: Charter = {
        ...content,
        version: await this.#store.nextVersion(transaction),
        sha256: sha256(canonicalJson(content)),
        proposedBy: actor.userRef,
        proposedAtMs: this.#clock(),
        approvedBy: undefined,
        approvedIn: undefined,
        approvedAtMs: undefined,
        origin: actor.origin,
      };
      await this.#store.insertCharter(transaction, charter);
      return {
        outcome: charter,
        act: {
          actor,
          action: 'charter.propose',
          subject: `charter:${charter.version}`,
          details: { sha256: charter.sha256 },
        },
      };
    });
  }

  /**
   * Approves a charter as the sponsor; the other way is a meeting.
   *
   * @throws NotAllowedError for everybody else, ConflictError where it is not
   *   the text that was read.
   */
  async approveCharter(
    actor: Actor,
    version: number,
    readSha256: string,
  ): Promise<Charter> {
    return this.#policyChanges.make(async transaction => {
      await this.#seats.requireSeat(transaction, actor.userRef, 'sponsor');
      const charter = await this.#requireProposed(version, transaction);
      if (charter.sha256 !== readSha256) {
        throw new ConflictError(
          'This is not the text of that version; read it again',
        );
      }
      if (charter.proposedBy === actor.userRef) {
        throw new ConflictError(
          'Nobody approves what they have proposed themself; let a meeting approve it',
        );
      }
      const approval = { by: actor.userRef, atMs: this.#clock() };
      await this.#store.approveCharter(transaction, version, approval);
      return {
        outcome: {
          ...charter,
          approvedBy: approval.by,
          approvedAtMs: approval.atMs,
        },
        act: {
          actor,
          action: 'charter.approve',
          subject: `charter:${version}`,
          details: { sha256: charter.sha256 },
        },
      };
    });
  }

  /**
   * Records a meeting, or corrects the record of one. Who attended has to have
   * held a seat at that time; the quorum follows from the charter.
   *
   * @throws NotAllowedError for who holds no seat, InputError or ConflictError
   *   where it cannot have been so.
   */
  async recordMeeting(actor: Actor, record: MeetingRecord): Promise<Meeting> {
    const heldAtMs = Date.parse(record.heldAt);
    const nowMs = this.#clock();
    if (heldAtMs > nowMs) {
      throw new InputError('heldAt: A meeting is recorded once it was held');
    }
    return this.#policyChanges.make(async transaction => {
      await this.#seats.requireAnySeat(transaction, actor.userRef);
      const attendees = await this.#attendees(
        transaction,
        record.attendees,
        heldAtMs,
      );
      const corrected = await this.#requireCurrent(record, transaction);
      const approved =
        record.approvesCharter === undefined
          ? undefined
          : await this.#requireProposed(record.approvesCharter, transaction);
      const charter =
        charterInForce(await this.#store.charters(transaction)) ?? approved;
      if (!charter) {
        throw new ConflictError(
          'No charter says what a quorum is; propose one, and approve it in this meeting',
        );
      }
      const quorum = quorumOf(charter, attendees);
      const approvesCharter =
        record.approvesCharter ?? corrected?.approvesCharter;
      if (approvesCharter !== undefined && !quorum.reached) {
        throw new ConflictError(
          'A charter is approved by a meeting that has its quorum, and this one has not',
        );
      }
      const meeting: Meeting = {
        id: randomUUID(),
        heldAtMs,
        attendees,
        agenda: record.agenda,
        minutes: record.minutes,
        minutesSha256: sha256(record.minutes),
        decisions: record.decisions,
        quorum,
        charterVersion: charter.version,
        approvesCharter,
        corrects: corrected?.id,
        correctionReason: record.corrects?.reason,
        recordedBy: actor.userRef,
        recordedAtMs: nowMs,
        origin: actor.origin,
      };
      await this.#store.insertMeeting(transaction, meeting);
      if (approved) {
        await this.#store.approveCharter(transaction, approved.version, {
          by: actor.userRef,
          atMs: nowMs,
          meetingId: meeting.id,
        });
      }
      return {
        outcome: meeting,
        act: {
          actor,
          action: corrected ? 'meeting.correct' : 'meeting.record',
          subject: `meeting:${meeting.id}`,
          details: {
            heldAt: record.heldAt,
            attendees: attendees.map(({ userRef }) => userRef),
            minutesSha256: meeting.minutesSha256,
            quorumReached: quorum.reached,
            approvesCharter,
            corrects: meeting.corrects,
            reason: meeting.correctionReason,
          },
        },
      };
    });
  }

  /** With the seats of that time, so that later changes leave a record as it is. */
  async #attendees(
    transaction: Knex.Transaction,
    refs: string[],
    heldAtMs: number,
  ): Promise<Attendee[]> {
    const terms = (await this.#seats.terms(transaction)).filter(
      ({ acceptedAtMs, endedAtMs }) =>
        acceptedAtMs !== undefined &&
        acceptedAtMs <= heldAtMs &&
        (endedAtMs === undefined || endedAtMs > heldAtMs),
    );
    const people = new Set(refs.map(ref => fullRef(ref, 'user') ?? ref));
    return [...people].map(userRef => {
      const term = terms.find(other => other.userRef === userRef);
      if (!term) {
        throw new InputError(
          `attendees: ${userRef} held no seat at that time; name other guests in the minutes`,
        );
      }
      return { userRef, name: term.userName, seat: term.seat };
    });
  }

  async #requireCurrent(
    { corrects, approvesCharter }: MeetingRecord,
    transaction: Knex.Transaction,
  ): Promise<Meeting | undefined> {
    if (!corrects) {
      return undefined;
    }
    if (approvesCharter !== undefined) {
      throw new InputError(
        'approvesCharter: A correction cannot approve a charter',
      );
    }
    const meetings = await this.#store.meetings(transaction);
    const corrected = meetings.find(({ id }) => id === corrects.meeting);
    if (!corrected) {
      throw new NotFoundError(`There is no meeting '${corrects.meeting}'`);
    }
    if (meetings.some(other => other.corrects === corrected.id)) {
      throw new ConflictError(
        'This record has been corrected already; correct the newest one',
      );
    }
    return corrected;
  }

  async #requireProposed(
    version: number,
    transaction: Knex.Transaction,
  ): Promise<Charter> {
    const charters = await this.#store.charters(transaction);
    const charter = charters.find(other => other.version === version);
    if (!charter) {
      throw new NotFoundError(`There is no version ${version} of the charter`);
    }
    if (charter.approvedAtMs !== undefined || charter !== charters[0]) {
      throw new ConflictError(
        `Version ${version} is not the newest proposal that waits for approval`,
      );
    }
    return charter;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
