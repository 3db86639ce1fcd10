import { randomUUID } from 'node:crypto';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  AupDocument,
  documentLint,
  documentViolations,
  PolicyFinding,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Knex } from 'knex';
import { Actor } from '../../kernel/AuditTrail';
import { CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { Outbox } from '../../kernel/Outbox';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { requirePerson } from '../../kernel/requirePerson';
import { SeatService } from '../seats/SeatService';
import { contentSha256Of, normaliseDocument } from './canonicalText';
import { DraftStore } from './DraftStore';
import { stateOf } from './draftState';
import { policyReferences } from './policyReferences';
import { toReviewers } from './policyNotices';
import { Draft, Submission } from './types';

/** Writes drafts of the policy, and hands them in for review. */
export class DraftService {
  readonly #store: DraftStore;
  readonly #seats: SeatService;
  readonly #policyChanges: PolicyChanges;
  readonly #catalogView: CatalogView;
  readonly #outbox: Outbox;
  readonly #clock: Clock;

  constructor(options: {
    store: DraftStore;
    seats: SeatService;
    policyChanges: PolicyChanges;
    catalogView: CatalogView;
    outbox: Outbox;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#seats = options.seats;
    this.#policyChanges = options.policyChanges;
    this.#catalogView = options.catalogView;
    this.#outbox = options.outbox;
    this.#clock = options.clock;
  }

  async list(): Promise<Draft[]> {
    return this.#store.list();
  }

  /** @throws NotFoundError */
  async get(id: string, knex?: Knex): Promise<Draft> {
    const draft = await this.#store.get(id, knex);
    if (!draft) {
      throw new NotFoundError(
        `There is no draft '${id}' of the policy; it may have been discarded`,
      );
    }
    return draft;
  }

  /** What a document lacks, and which wording a reviewer looks at twice. */
  async findingsOf(
    document: AupDocument,
  ): Promise<{ violations: PolicyFinding[]; lint: PolicyFinding[] }> {
    const references = policyReferences(
      await this.#catalogView.current(),
      this.#clock(),
    );
    return {
      violations: documentViolations(document, references),
      lint: documentLint(document),
    };
  }

  /** Refs of the people who can review the draft: of the legal seat, and no authors. */
  async reviewersOf(draft: Draft): Promise<string[]> {
    const holders = await this.#seats.holdersOf('legal');
    return holders.filter(ref => !draft.authors.includes(ref));
  }

  async create(
    actor: Actor,
    document: AupDocument,
    basedOn?: string,
  ): Promise<Draft> {
    requirePerson(actor.userRef, await this.#catalogView.current());
    const nowMs = this.#clock();
    const draft: Draft = {
      id: randomUUID(),
      basedOn,
      ...contentOf(document),
      revision: 1,
      authors: [actor.userRef],
      createdAtMs: nowMs,
      savedAtMs: nowMs,
      savedBy: actor.userRef,
      publishedVersion: undefined,
      origin: actor.origin,
      submissions: [],
    };
    return this.#policyChanges.make(async transaction => {
      await this.#store.insert(transaction, draft);
      return {
        outcome: draft,
        act: this.#act(actor, 'aup.draft', draft, { basedOn }),
      };
    });
  }

  /**
   * Keeps what was written. A review counts for the content that it was of
   * alone; saving what is there already changes nothing.
   *
   * @param revision - that was edited.
   * @throws ConflictError where somebody saved meanwhile, or it is closed.
   */
  async save(
    actor: Actor,
    id: string,
    revision: number,
    document: AupDocument,
  ): Promise<Draft> {
    requirePerson(actor.userRef, await this.#catalogView.current());
    return this.#policyChanges.make(async transaction => {
      const draft = await this.#open(id, transaction);
      const content = contentOf(document);
      if (draft.revision !== revision) {
        throw new ConflictError(
          `${draft.savedBy} saved this draft after you opened it. Copy what you wrote, load the draft again and put it in`,
        );
      }
      if (content.contentSha256 === draft.contentSha256) {
        return { outcome: draft };
      }
      const saved: Draft = {
        ...draft,
        ...content,
        revision: draft.revision + 1,
        authors: [...new Set([...draft.authors, actor.userRef])],
        savedAtMs: this.#clock(),
        savedBy: actor.userRef,
      };
      await this.#store.save(transaction, saved);
      return {
        outcome: saved,
        act: this.#act(actor, 'aup.save', saved, {
          before: draft.contentSha256,
        }),
      };
    });
  }

  /** @throws ConflictError where it was published. */
  async discard(actor: Actor, id: string): Promise<void> {
    requirePerson(actor.userRef, await this.#catalogView.current());
    await this.#policyChanges.make(async transaction => {
      const draft = await this.get(id, transaction);
      if (stateOf(draft) === 'published') {
        throw new ConflictError(
          `This draft became version ${draft.publishedVersion}, which stays`,
        );
      }
      await this.#store.discard(transaction, id, this.#clock());
      return {
        outcome: undefined,
        act: this.#act(actor, 'aup.discard', draft),
      };
    });
  }

  /**
   * Hands the draft in as it is now; the reviewers are told.
   *
   * @throws InputError where it breaks a rule, ConflictError where it is not
   *   the content that the author had in front of them.
   */
  async submit(
    actor: Actor,
    id: string,
    handedIn: { contentSha256: string; summary: string },
  ): Promise<Draft> {
    requirePerson(actor.userRef, await this.#catalogView.current());
    const holders = await this.#seats.holdersOf('legal');
    return this.#policyChanges.make(async transaction => {
      const draft = await this.#open(id, transaction);
      const state = stateOf(draft);
      if (state === 'in-review' || state === 'approved') {
        throw new ConflictError('This very content is handed in already');
      }
      requireContent(draft, handedIn.contentSha256);
      await this.#requireFinished(draft.document);
      const submission: Submission = {
        id: randomUUID(),
        draftId: id,
        document: draft.document,
        contentSha256: draft.contentSha256,
        summary: handedIn.summary,
        submittedBy: actor.userRef,
        submittedAtMs: this.#clock(),
        origin: actor.origin,
        reviews: [],
      };
      await this.#store.insertSubmission(transaction, submission);
      await this.#outbox.add(
        transaction,
        toReviewers(
          draft,
          holders.filter(ref => !draft.authors.includes(ref)),
        ),
      );
      return {
        outcome: { ...draft, submissions: [...draft.submissions, submission] },
        act: this.#act(actor, 'aup.submit', draft, {
          summary: handedIn.summary,
        }),
      };
    });
  }

  async #requireFinished(document: AupDocument): Promise<void> {
    const { violations } = await this.findingsOf(document);
    if (violations.length > 0) {
      throw new InputError(
        `${violations.map(({ message }) => message).join('. ')}.`,
      );
    }
  }

  /** A draft that can still change. */
  async #open(id: string, transaction: Knex.Transaction): Promise<Draft> {
    const draft = await this.get(id, transaction);
    const state = stateOf(draft);
    if (state === 'published' || state === 'rejected') {
      throw new ConflictError(
        state === 'published'
          ? `This draft became version ${draft.publishedVersion}. Start a new draft from it`
          : 'Legal rejected this draft, and it is kept as it was. Start a new one',
      );
    }
    return draft;
  }

  #act(
    actor: Actor,
    action: string,
    { id, contentSha256 }: Draft,
    details: Record<string, unknown> = {},
  ) {
    return {
      actor,
      action,
      subject: `aup-draft:${id}`,
      details: { contentSha256, ...details },
    };
  }
}

/** @throws ConflictError where the draft is no longer what was read. */
export function requireContent(draft: Draft, contentSha256: string): void {
  if (draft.contentSha256 !== contentSha256) {
    throw new ConflictError(
      'The draft was edited after you opened it. Load it again and read what changed',
    );
  }
}

function contentOf(proposed: AupDocument) {
  const document = normaliseDocument(proposed);
  return { document, contentSha256: contentSha256Of(document) };
}
