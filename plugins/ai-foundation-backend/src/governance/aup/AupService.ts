import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { AupDocument } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Knex } from 'knex';
import { Actor } from '../../kernel/AuditTrail';
import { CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { requirePerson } from '../../kernel/requirePerson';
import { AupStore } from './AupStore';
import { canonicalText, normaliseDocument, sha256Of } from './canonicalText';
import { documentViolations } from './documentViolations';
import { PublishedAup } from './types';

/** What follows from a publication. */
export type PublicationFollower = (
  transaction: Knex.Transaction,
  aup: PublishedAup,
) => Promise<void>;

/** Publishes the acceptable use policy, version by version. */
export class AupService {
  readonly #store: AupStore;
  readonly #policyChanges: PolicyChanges;
  readonly #catalogView: CatalogView;
  readonly #clock: Clock;
  readonly #followers: PublicationFollower[] = [];

  constructor(options: {
    store: AupStore;
    policyChanges: PolicyChanges;
    catalogView: CatalogView;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#policyChanges = options.policyChanges;
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

  async currentIfAny(): Promise<PublishedAup | undefined> {
    return this.#store.current();
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
   * Publishes a version, which is in force at once and can never be changed.
   *
   * @throws InputError where the document breaks a rule, ConflictError where
   *   the version is not higher than every one before.
   */
  async publish(
    actor: Actor,
    version: string,
    proposed: AupDocument,
  ): Promise<PublishedAup> {
    requirePerson(actor.userRef, await this.#catalogView.current());
    const document = normaliseDocument(proposed);
    const violations = documentViolations(document);
    if (violations.length > 0) {
      throw new InputError(`${violations.join('. ')}.`);
    }
    const [major, minor] = version.split('.').map(Number);
    const text = canonicalText(version, document);
    const aup: PublishedAup = {
      version: `${major}.${minor}`,
      major,
      minor,
      title: document.title,
      document,
      text,
      sha256: sha256Of(text),
      publishedAtMs: this.#clock(),
      publishedBy: actor.userRef,
      origin: actor.origin,
    };
    return this.#policyChanges.make(async transaction => {
      const highest = await this.#store.highest(transaction);
      if (highest && compareVersions(aup, highest) <= 0) {
        throw new ConflictError(
          `Version ${highest.version} is published already; the next one must be higher`,
        );
      }
      await this.#store.insert(transaction, aup);
      for (const follow of this.#followers) {
        await follow(transaction, aup);
      }
      return {
        outcome: aup,
        act: {
          actor,
          action: 'aup.publish',
          subject: `aup:${aup.version}`,
          details: { sha256: aup.sha256, before: highest?.version },
        },
      };
    });
  }
}

function compareVersions(a: PublishedAup, b: PublishedAup): number {
  return a.major - b.major || a.minor - b.minor;
}
