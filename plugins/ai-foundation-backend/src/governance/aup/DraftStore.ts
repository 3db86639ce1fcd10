import { Knex } from 'knex';
import { Draft, Review, Submission } from './types';

/** Drafts of the policy, what was handed in of them and its reviews, in SQL. */
export class DraftStore {
  readonly #knex: Knex;
  readonly #countsDemo: boolean;

  /** @param options.countsDemo - whether rows of demo origin are there. */
  constructor(options: { knex: Knex; countsDemo: boolean }) {
    this.#knex = options.knex;
    this.#countsDemo = options.countsDemo;
  }

  /** Those that were not discarded, the one saved last first. */
  async list(knex: Knex = this.#knex): Promise<Draft[]> {
    return this.#read(
      knex,
      this.#counting(knex('aup_drafts'))
        .whereNull('discarded_at_ms')
        .orderBy('saved_at_ms', 'desc'),
    );
  }

  async get(id: string, knex: Knex = this.#knex): Promise<Draft | undefined> {
    const [draft] = await this.#read(
      knex,
      this.#counting(knex('aup_drafts'))
        .where({ id })
        .whereNull('discarded_at_ms'),
    );
    return draft;
  }

  async insert(transaction: Knex.Transaction, draft: Draft): Promise<void> {
    await transaction('aup_drafts').insert({
      id: draft.id,
      based_on: draft.basedOn,
      created_at_ms: draft.createdAtMs,
      origin: draft.origin,
      ...writtenColumns(draft),
    });
  }

  async save(transaction: Knex.Transaction, draft: Draft): Promise<void> {
    await transaction('aup_drafts')
      .where('id', draft.id)
      .update(writtenColumns(draft));
  }

  async discard(
    transaction: Knex.Transaction,
    id: string,
    atMs: number,
  ): Promise<void> {
    await transaction('aup_drafts')
      .where({ id })
      .update({ discarded_at_ms: atMs });
  }

  async markPublished(
    transaction: Knex.Transaction,
    id: string,
    version: string,
  ): Promise<void> {
    await transaction('aup_drafts')
      .where({ id })
      .update({ published_version: version });
  }

  async insertSubmission(
    transaction: Knex.Transaction,
    submission: Submission,
  ): Promise<void> {
    await transaction('aup_submissions').insert({
      id: submission.id,
      draft_id: submission.draftId,
      document: JSON.stringify(submission.document),
      content_sha256: submission.contentSha256,
      summary: submission.summary,
      submitted_by: submission.submittedBy,
      submitted_at_ms: submission.submittedAtMs,
      origin: submission.origin,
    });
  }

  async insertReview(
    transaction: Knex.Transaction,
    review: Review,
  ): Promise<void> {
    await transaction('aup_reviews').insert({
      id: review.id,
      submission_id: review.submissionId,
      content_sha256: review.contentSha256,
      outcome: review.outcome,
      comment: review.comment,
      sections: JSON.stringify(review.sections),
      material: review.material,
      reviewer_ref: review.reviewerRef,
      reviewer_name: review.reviewerName,
      seat: review.seat,
      reviewed_at_ms: review.reviewedAtMs,
      origin: review.origin,
    });
  }

  async #read(knex: Knex, query: Knex.QueryBuilder): Promise<Draft[]> {
    const drafts: DraftRow[] = await query;
    const submissions: SubmissionRow[] = await this.#counting(
      knex('aup_submissions'),
    )
      .whereIn(
        'draft_id',
        drafts.map(({ id }) => id),
      )
      .orderBy('seq');
    const reviews: ReviewRow[] = await this.#counting(knex('aup_reviews'))
      .whereIn(
        'submission_id',
        submissions.map(({ id }) => id),
      )
      .orderBy('seq');
    return drafts.map(draft =>
      toDraft(
        draft,
        submissions
          .filter(row => row.draft_id === draft.id)
          .map(row =>
            toSubmission(
              row,
              reviews.filter(review => review.submission_id === row.id),
            ),
          ),
      ),
    );
  }

  #counting(query: Knex.QueryBuilder): Knex.QueryBuilder {
    return this.#countsDemo ? query : query.whereNot('origin', 'demo');
  }
}

function writtenColumns(draft: Draft) {
  return {
    document: JSON.stringify(draft.document),
    content_sha256: draft.contentSha256,
    revision: draft.revision,
    authors: JSON.stringify(draft.authors),
    saved_at_ms: draft.savedAtMs,
    saved_by: draft.savedBy,
  };
}

interface DraftRow {
  id: string;
  based_on: string | null;
  document: string;
  content_sha256: string;
  revision: number;
  authors: string;
  created_at_ms: number | string;
  saved_at_ms: number | string;
  saved_by: string;
  published_version: string | null;
  origin: Draft['origin'];
}

interface SubmissionRow {
  id: string;
  draft_id: string;
  document: string;
  content_sha256: string;
  summary: string;
  submitted_by: string;
  submitted_at_ms: number | string;
  origin: Draft['origin'];
}

interface ReviewRow {
  id: string;
  submission_id: string;
  content_sha256: string;
  outcome: Review['outcome'];
  comment: string;
  sections: string;
  /** SQLite answers 0 and 1. */
  material: boolean | number | null;
  reviewer_ref: string;
  reviewer_name: string;
  seat: string;
  reviewed_at_ms: number | string;
  origin: Draft['origin'];
}

function toDraft(row: DraftRow, submissions: Submission[]): Draft {
  return {
    id: row.id,
    basedOn: row.based_on ?? undefined,
    document: JSON.parse(row.document),
    contentSha256: row.content_sha256,
    revision: row.revision,
    authors: JSON.parse(row.authors),
    createdAtMs: Number(row.created_at_ms),
    savedAtMs: Number(row.saved_at_ms),
    savedBy: row.saved_by,
    publishedVersion: row.published_version ?? undefined,
    origin: row.origin,
    submissions,
  };
}

function toSubmission(row: SubmissionRow, reviews: ReviewRow[]): Submission {
  return {
    id: row.id,
    draftId: row.draft_id,
    document: JSON.parse(row.document),
    contentSha256: row.content_sha256,
    summary: row.summary,
    submittedBy: row.submitted_by,
    submittedAtMs: Number(row.submitted_at_ms),
    origin: row.origin,
    reviews: reviews.map(toReview),
  };
}

function toReview(row: ReviewRow): Review {
  return {
    id: row.id,
    submissionId: row.submission_id,
    contentSha256: row.content_sha256,
    outcome: row.outcome,
    comment: row.comment,
    sections: JSON.parse(row.sections),
    material: row.material === null ? undefined : Boolean(row.material),
    reviewerRef: row.reviewer_ref,
    reviewerName: row.reviewer_name,
    seat: row.seat,
    reviewedAtMs: Number(row.reviewed_at_ms),
    origin: row.origin,
  };
}
