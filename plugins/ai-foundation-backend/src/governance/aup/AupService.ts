import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  AupDocument,
  documentViolations,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Knex } from 'knex';
import { Actor } from '../../kernel/AuditTrail';
import { CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { AupStore } from './AupStore';
import { canonicalText, normaliseDocument, sha256Of } from './canonicalText';
import { policyReferences } from './policyReferences';
import { PublishedAup } from './types';

/** Whether people have to acknowledge anew (major) or not (minor). */
export type PolicyChange = 'major' | 'minor';

/** What follows from a publication. */
export type PublicationFollower = (
  transaction: Knex.Transaction,
  aup: PublishedAup,
) => Promise<void>;

/** Publishes the acceptable use policy, version by version. */
export class AupService {
  readonly #store: AupStore;
  readonly #catalogView: CatalogView;
  readonly #clock: Clock;
  readonly #followers: PublicationFollower[] = [];

  constructor(options: {
    store: AupStore;
    catalogView: CatalogView;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#catalogView = options.catalogView;
    this.#clock = options.clock;
  }

  /** Lets what follows from a publication happen in its very transaction. */
  onPublish(follower: PublicationFollower): void {
    this.#followers.push(follower);
  }

  /** @throws NotFoundError where nothing is published yet. */
  async current(): Promise<PublishedAup> {
    const current = await this.currentIfAny();
    if (!current) {
      throw new NotFoundError('No acceptable use policy is published yet');
    }
    return current;
  }

  async currentIfAny(knex?: Knex): Promise<PublishedAup | undefined> {
    return this.#store.current(knex);
  }

  async list(): Promise<PublishedAup[]> {
    return this.#store.list();
  }

  async get(version: string): Promise<PublishedAup> {
    const aup = await this.#store.get(version);
    if (!aup) {
      throw new NotFoundError(`There is no version ${version} of the policy`);
    }
    return aup;
  }

  /**
   * Publishes the next version, which is in force at once and can never be
   * changed. Only a reviewed draft comes here, see `PublicationService`.
   *
   * @param transaction - of `PolicyChanges`, whose act tells of it.
   * @throws InputError where the document breaks a rule, ConflictError where
   *   there is nothing that a minor version could follow.
   */
  async publish(
    transaction: Knex.Transaction,
    actor: Actor,
    change: PolicyChange,
    proposed: AupDocument,
  ): Promise<PublishedAup> {
    const nowMs = this.#clock();
    const document = normaliseDocument(proposed);
    const violations = documentViolations(
      document,
      policyReferences(await this.#catalogView.current(), nowMs),
    );
    if (violations.length > 0) {
      throw new InputError(
        `${violations.map(({ message }) => message).join('. ')}.`,
      );
    }
    const { major, minor } = await this.#next(transaction, change);
    const version = `${major}.${minor}`;
    const text = canonicalText(version, document);
    const aup: PublishedAup = {
      version,
      major,
      minor,
      title: document.title,
      document,
      text,
      sha256: sha256Of(text),
      publishedAtMs: nowMs,
      publishedBy: actor.userRef,
      origin: actor.origin,
    };
    await this.#store.insert(transaction, aup);
    for (const follow of this.#followers) {
      await follow(transaction, aup);
    }
    return aup;
  }

  /** A number is never taken twice, also not one that no longer counts. */
  async #next(transaction: Knex.Transaction, change: PolicyChange) {
    const [highest, current] = [
      await this.#store.highest(transaction),
      await this.#store.current(transaction),
    ];
    if (change === 'major') {
      return { major: (highest?.major ?? 0) + 1, minor: 0 };
    }
    if (!highest || current?.major !== highest.major) {
      throw new ConflictError(
        'There is no version that a minor change could follow. Publish a major one',
      );
    }
    return { major: highest.major, minor: highest.minor + 1 };
  }
}
