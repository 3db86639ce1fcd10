import { Knex } from 'knex';
import { VisibleTeams } from '../../kernel/TeamAccess';

export interface KeptContent {
  keptAtMs: number;
  keyId: string;
  prompt: Buffer;
  promptCut: boolean;
  /** `undefined` until the answer has ended, or where it was not kept. */
  answer: Buffer | undefined;
  answerCut: boolean;
}

/** Prompts and answers, encrypted, in SQL. */
export class ContentStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async insert(
    requestId: string,
    content: Pick<KeptContent, 'keptAtMs' | 'keyId' | 'prompt' | 'promptCut'>,
  ): Promise<void> {
    await this.#knex('request_contents').insert({
      request_id: requestId,
      kept_at_ms: content.keptAtMs,
      encryption_key_id: content.keyId,
      prompt: content.prompt,
      prompt_cut: content.promptCut,
    });
  }

  async addAnswer(
    requestId: string,
    { answer, cut }: { answer: Buffer; cut: boolean },
  ): Promise<void> {
    await this.#knex('request_contents')
      .where('request_id', requestId)
      .update({ answer, answer_cut: cut });
  }

  /** Of a request of some teams. */
  async get(
    requestId: string,
    teams: VisibleTeams,
  ): Promise<KeptContent | undefined> {
    const row: ContentRow | undefined = await this.#knex('request_contents')
      .select('request_contents.*')
      .join('requests', 'requests.id', 'request_contents.request_id')
      .where('request_contents.request_id', requestId)
      .where(builder =>
        teams === 'all'
          ? builder
          : builder.whereIn('requests.team_ref', [...teams]),
      )
      .first();
    return (
      row && {
        keptAtMs: Number(row.kept_at_ms),
        keyId: row.encryption_key_id,
        prompt: row.prompt,
        promptCut: Boolean(row.prompt_cut),
        answer: row.answer ?? undefined,
        answerCut: Boolean(row.answer_cut),
      }
    );
  }

  async remove(requestId: string): Promise<void> {
    await this.#knex('request_contents')
      .where('request_id', requestId)
      .delete();
  }

  /** Deletes the oldest from before an instant; answers how many. */
  async deleteBefore(instantMs: number, limit: number): Promise<number> {
    return this.#knex('request_contents')
      .whereIn(
        'request_id',
        this.#knex('request_contents')
          .select('request_id')
          .where('kept_at_ms', '<', instantMs)
          .orderBy('kept_at_ms')
          .limit(limit),
      )
      .delete();
  }
}

interface ContentRow {
  /** PostgreSQL answers 64-bit integers as strings. */
  kept_at_ms: number | string;
  encryption_key_id: string;
  prompt: Buffer;
  prompt_cut: boolean | number;
  answer: Buffer | null;
  answer_cut: boolean | number | null;
}
