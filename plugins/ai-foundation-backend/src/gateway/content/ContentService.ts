import { RequestContent } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { AuditTrail } from '../../kernel/AuditTrail';
import { breathe } from '../../kernel/breathe';
import { Clock } from '../../kernel/Clock';
import {
  ContentLoggingConfig,
  DEFAULT_RETENTION_DAYS,
} from '../../kernel/config/contentLoggingConfig';
import { instant } from '../../kernel/instant';
import { PolicyEpoch } from '../../kernel/PolicyEpoch';
import { VisibleTeams } from '../../kernel/TeamAccess';
import { ContentCipher } from './ContentCipher';
import { placeOf } from './ContentLog';
import { ContentStore } from './ContentStore';

const DAY_MS = 24 * 60 * 60_000;
const BATCH = 500;

/** Opens what was kept, and deletes it when its time is over. */
export class ContentService {
  readonly #knex: Knex;
  readonly #store: ContentStore;
  readonly #config: ContentLoggingConfig | undefined;
  readonly #cipher: ContentCipher | undefined;
  readonly #auditTrail: AuditTrail;
  readonly #policyEpoch: PolicyEpoch;
  readonly #clock: Clock;

  constructor(options: {
    knex: Knex;
    store: ContentStore;
    config: ContentLoggingConfig | undefined;
    auditTrail: AuditTrail;
    policyEpoch: PolicyEpoch;
    clock: Clock;
  }) {
    this.#knex = options.knex;
    this.#store = options.store;
    this.#config = options.config;
    this.#cipher = options.config && new ContentCipher(options.config.keys);
    this.#auditTrail = options.auditTrail;
    this.#policyEpoch = options.policyEpoch;
    this.#clock = options.clock;
  }

  /**
   * A request's prompt and answer; that they were read goes to the audit trail
   * first.
   *
   * @throws NotFoundError where nothing was kept, or the caller may not see the
   *   request.
   */
  async read(
    userRef: string,
    requestId: string,
    visible: VisibleTeams,
  ): Promise<RequestContent> {
    const kept = await this.#store.get(requestId, visible);
    if (!kept || !this.#cipher) {
      throw new NotFoundError(
        `No content of request '${requestId}' is kept. Contents are kept only where the gateway and the data tier say so, and for a limited time`,
      );
    }
    const cipher = this.#cipher;
    const open = (part: 'prompt' | 'answer', bytes: Buffer) =>
      cipher
        .open({ keyId: kept.keyId, bytes }, placeOf(requestId, part))
        .toString('utf8');
    const content: RequestContent = {
      keptAt: instant(kept.keptAtMs),
      prompt: open('prompt', kept.prompt),
      promptCut: kept.promptCut,
      answer: kept.answer && open('answer', kept.answer),
      answerCut: kept.answerCut,
    };
    await this.#knex.transaction(async transaction => {
      await this.#policyEpoch.lock(transaction);
      await this.#auditTrail.record(transaction, {
        actor: { userRef, origin: 'user' },
        action: 'content.read',
        subject: `request:${requestId}`,
        details: { keptAtMs: kept.keptAtMs },
      });
    });
    return content;
  }

  /** Deletes what is older than it may be; answers how many. */
  async forget(signal: AbortSignal): Promise<number> {
    // Where keeping was switched off, what was kept before still ends.
    const days = this.#config?.retentionDays ?? DEFAULT_RETENTION_DAYS;
    const beforeMs = this.#clock() - days * DAY_MS;
    let forgotten = 0;
    for (let found = BATCH; found === BATCH && !signal.aborted; ) {
      found = await this.#store.deleteBefore(beforeMs, BATCH);
      forgotten += found;
      await breathe();
    }
    return forgotten;
  }
}
