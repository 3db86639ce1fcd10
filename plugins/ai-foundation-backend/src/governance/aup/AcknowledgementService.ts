import { BackstageUserPrincipal } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { AcknowledgementState } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Knex } from 'knex';
import { Actor } from '../../kernel/AuditTrail';
import { canonicalJson } from '../../kernel/canonicalJson';
import { CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { ChainVerdict, verifyChain } from '../../kernel/HashChain';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { requirePerson } from '../../kernel/requirePerson';
import {
  AcknowledgementStore,
  ChainedAcknowledgement,
  NewestAcknowledgement,
} from './AcknowledgementStore';
import {
  AupInForce,
  Footing,
  footingOf,
  GraceSource,
  readAupInForce,
} from './AupInForce';
import { AupStore } from './AupStore';
import { consentTo } from './consentTo';
import { AupAcknowledgement, PublishedAup } from './types';

/** How one person stands to the policy in force. */
export interface Standing {
  state: Extract<AcknowledgementState, 'acknowledged' | 'outdated' | 'pending'>;
  /** The newest, of whichever version. */
  acknowledgement: NewestAcknowledgement | undefined;
}

/**
 * Takes acknowledgements of the acceptable use policy, and knows whose keys work
 * under it.
 */
export class AcknowledgementService {
  readonly #store: AcknowledgementStore;
  readonly #versions: AupStore;
  readonly #graceUntil: GraceSource;
  readonly #policyChanges: PolicyChanges;
  readonly #catalogView: CatalogView;
  readonly #clock: Clock;
  /** What this process has written down as seen, so that it writes it once. */
  readonly #seen = new Set<string>();

  constructor(options: {
    store: AcknowledgementStore;
    versions: AupStore;
    graceUntil: GraceSource;
    policyChanges: PolicyChanges;
    catalogView: CatalogView;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#versions = options.versions;
    this.#graceUntil = options.graceUntil;
    this.#policyChanges = options.policyChanges;
    this.#catalogView = options.catalogView;
    this.#clock = options.clock;
  }

  /**
   * Acknowledges the version in force as oneself; who does so again keeps their
   * first acknowledgement.
   *
   * @param read.sha256 - of the text that was read.
   * @param read.consentSha256 - of the sentence that was shown, where it was.
   * @throws ConflictError where that is not the version in force.
   */
  async acknowledge(
    { userRef, origin }: Actor,
    principal: BackstageUserPrincipal,
    read: { version: string; sha256: string; consentSha256?: string },
  ): Promise<ChainedAcknowledgement> {
    requireOneself(principal);
    const snapshot = await this.#catalogView.current();
    requirePerson(userRef, snapshot);
    const person = snapshot.people.get(userRef);
    return this.#policyChanges.make(async transaction => {
      const current = await this.requireCurrent(transaction, read);
      const consent = consentTo(current);
      if ((read.consentSha256 ?? consent.sha256) !== consent.sha256) {
        throw new ConflictError(
          'The sentence that you were shown is not the one of this version. Reload the page and read it again',
        );
      }
      const { version, sha256 } = current;
      const earlier = await this.#store.get(version, userRef, transaction);
      if (earlier) {
        return { outcome: earlier };
      }
      const outcome = await this.#store.append(transaction, {
        version,
        sha256,
        userRef,
        userName: person?.name ?? userRef,
        userEmail: person?.email,
        consent,
        auth: canonicalJson(principal),
        acknowledgedAtMs: this.#clock(),
        seenAtMs: await this.#store.seenAt(version, userRef, transaction),
        origin,
      });
      return { outcome, act: actOf(outcome) };
    });
  }

  /**
   * The version in force, which is the one that the caller has read.
   *
   * @throws ConflictError where it is another one.
   */
  async requireCurrent(
    transaction: Knex.Transaction,
    read: { version: string; sha256: string },
  ): Promise<PublishedAup> {
    const current = await this.#versions.current(transaction);
    if (!current) {
      throw new NotFoundError('No acceptable use policy is published yet');
    }
    if (current.version !== read.version || current.sha256 !== read.sha256) {
      throw new ConflictError(
        `Version ${current.version} of the policy is in force, and it is not the text that you have read. Reload the page and read it first`,
      );
    }
    return current;
  }

  /** A person's acknowledgement of one version. */
  async get(
    version: string,
    userRef: string,
  ): Promise<AupAcknowledgement | undefined> {
    return this.#store.get(version, userRef);
  }

  /** Writes down, once, that a person has opened a version. */
  async see(version: string, userRef: string): Promise<void> {
    const view = `${version} ${userRef}`;
    if (!this.#seen.has(view)) {
      await this.#store.see(version, userRef, this.#clock());
      this.#seen.add(view);
    }
  }

  async standingOf(userRef: string): Promise<Standing> {
    const [current, newest] = await Promise.all([
      this.#versions.current(),
      this.#store.newest({ userRefs: [userRef] }),
    ]);
    const acknowledgement = newest.get(userRef);
    if (!acknowledgement) {
      return { state: 'pending', acknowledgement };
    }
    const isCurrent = acknowledgement.version === current?.version;
    return { state: isCurrent ? 'acknowledged' : 'outdated', acknowledgement };
  }

  /** Refs of the people who acknowledged the very version in force. */
  async acknowledgedBy(): Promise<Set<string>> {
    const current = await this.#versions.current();
    return current ? this.#store.people(current.version) : new Set();
  }

  /** The version in force, and whose keys work under it. */
  async inForce(): Promise<AupInForce | undefined> {
    return readAupInForce({
      versions: this.#versions,
      acknowledgements: this.#store,
      graceUntil: this.#graceUntil,
    });
  }

  /** What a person's keys stand on; nothing where they are suspended. */
  async standsFor(userRef: string, nowMs: number): Promise<Footing> {
    const aup = await this.inForce();
    return aup && footingOf(aup, userRef, nowMs);
  }

  /** Follows the chain of all acknowledgements from the first one. */
  async verify(): Promise<ChainVerdict> {
    return verifyChain({
      head: () => this.#store.head(),
      page: afterSeq => this.#store.page(afterSeq),
    });
  }
}

/** @throws NotAllowedError where a service acts in a person's name. */
export function requireOneself(principal: BackstageUserPrincipal): void {
  if (principal.actor) {
    throw new NotAllowedError(
      `Only you can do this, signed in to the portal; '${principal.actor.subject}' cannot do it in your name`,
    );
  }
}

function actOf(acknowledgement: ChainedAcknowledgement) {
  const { userRef, version, sha256, userName, consent, hash } = acknowledgement;
  return {
    actor: { userRef, origin: acknowledgement.origin },
    action: 'aup.acknowledge',
    subject: `aup:${version}`,
    details: { sha256, userName, consentSha256: consent?.sha256, hash },
  };
}
