import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { Knex } from 'knex';
import { AcknowledgementService } from '../../governance/aup/AcknowledgementService';
import { AupService } from '../../governance/aup/AupService';
import { isEligible } from '../../governance/aup/isEligible';
import { AiFoundationConfig } from '../../kernel/AiFoundationConfig';
import { CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { requirePerson } from '../../kernel/requirePerson';
import { Caller, teamsOf } from '../../kernel/TeamAccess';
import { createKeySecret, sha256OfSecret } from './keyFormat';
import { NewKey } from './KeyIssuer';
import { keyOwners } from './keyOwners';
import { KeyStore } from './KeyStore';
import { IssuedKey, Rotation, Suspension } from './types';

const HOUR_MS = 60 * 60 * 1_000;

/** `own`: only keys of a team that the caller is a member of. */
export type Reach = 'own' | 'all';

/** What happens to a key after its issue. */
export class KeyLifecycle {
  readonly #store: KeyStore;
  readonly #aup: AupService;
  readonly #acknowledgements: AcknowledgementService;
  readonly #policyChanges: PolicyChanges;
  readonly #catalogView: CatalogView;
  readonly #clock: Clock;
  readonly #runnerRef: string | undefined;

  constructor(options: {
    store: KeyStore;
    aup: AupService;
    acknowledgements: AcknowledgementService;
    policyChanges: PolicyChanges;
    catalogView: CatalogView;
    clock: Clock;
    config: AiFoundationConfig;
  }) {
    this.#store = options.store;
    this.#aup = options.aup;
    this.#acknowledgements = options.acknowledgements;
    this.#policyChanges = options.policyChanges;
    this.#catalogView = options.catalogView;
    this.#clock = options.clock;
    this.#runnerRef = options.config.validation.ownerRef;
  }

  /** Revokes a key for good; revoking it again changes nothing. */
  async revoke(caller: Caller, id: string, reach: Reach): Promise<IssuedKey> {
    return this.#change(caller, id, reach, async (transaction, key) => {
      if (key.revokedAtMs !== undefined) {
        return undefined;
      }
      await this.#store.revoke(transaction, id, {
        atMs: this.#clock(),
        by: caller.userRef,
      });
      return { action: 'key.revoke', details: { ownerRef: key.ownerRef } };
    });
  }

  /**
   * Gives a key a new secret; the earlier one works until the overlap ends.
   *
   * @throws NotAllowedError where the policy gives the caller no key,
   *   ConflictError where the key has ended, or two secrets work already.
   */
  async rotate(
    caller: Caller,
    id: string,
    overlapHours: number,
  ): Promise<NewKey> {
    await this.#requireBound(caller.userRef);
    const { whole, secret } = createKeySecret(id);
    const key = await this.#change(
      caller,
      id,
      'own',
      async (transaction, before) => {
        const nowMs = this.#clock();
        this.#requireRunning(before);
        if (overlapRuns(before, nowMs)) {
          throw new ConflictError(
            `Key '${id}' was rotated, and its earlier secret still works. End that overlap first`,
          );
        }
        const rotation: Rotation = {
          rotatedAtMs: nowMs,
          rotatedBy: caller.userRef,
          previousSecretSha256: before.secretSha256,
          previousValidUntilMs: nowMs + overlapHours * HOUR_MS,
          currentLastUsedAtMs: undefined,
          previousLastUsedAtMs: undefined,
        };
        const hash = sha256OfSecret(secret);
        await this.#store.rotate(transaction, id, hash, rotation);
        return {
          action: 'key.rotate',
          details: {
            overlapHours,
            previousValidUntilMs: rotation.previousValidUntilMs,
          },
        };
      },
    );
    return { key, secret: whole };
  }

  /** The earlier secret stops now; where none works there is nothing to end. */
  async endOverlap(
    caller: Caller,
    id: string,
    reach: Reach,
  ): Promise<IssuedKey> {
    return this.#change(caller, id, reach, async (transaction, key) => {
      const nowMs = this.#clock();
      if (!overlapRuns(key, nowMs)) {
        return undefined;
      }
      await this.#store.endOverlap(transaction, id, nowMs);
      return {
        action: 'key.endOverlap',
        details: { before: key.rotation?.previousValidUntilMs, after: nowMs },
      };
    });
  }

  async suspend(
    caller: Caller,
    id: string,
    reason: string,
  ): Promise<IssuedKey> {
    return this.#change(caller, id, 'all', async (transaction, key) => {
      this.#requireRunning(key);
      if (key.suspension) {
        throw new ConflictError(
          `Key '${id}' is suspended already, by ${key.suspension.by}`,
        );
      }
      const suspension: Suspension = {
        atMs: this.#clock(),
        by: caller.userRef,
        reason,
      };
      await this.#store.suspend(transaction, id, suspension);
      return { action: 'key.suspend', details: { reason } };
    });
  }

  /** Ends what `suspend` began; other reasons end by themselves. */
  async resume(caller: Caller, id: string, reason: string): Promise<IssuedKey> {
    return this.#change(caller, id, 'all', async (transaction, key) => {
      if (!key.suspension) {
        throw new ConflictError(
          `Nobody has suspended key '${id}', so nobody can resume it. What else keeps it from working says its state`,
        );
      }
      await this.#store.suspend(transaction, id, undefined);
      return {
        action: 'key.resume',
        details: { before: key.suspension, reason },
      };
    });
  }

  /** Makes a change of one key; `undefined` says that there is nothing to change. */
  async #change(
    caller: Caller,
    id: string,
    reach: Reach,
    change: (
      transaction: Knex.Transaction,
      key: IssuedKey,
    ) => Promise<
      { action: string; details: Record<string, unknown> } | undefined
    >,
  ): Promise<IssuedKey> {
    const catalog = await this.#catalogView.current();
    requirePerson(caller.userRef, catalog);
    return this.#policyChanges.make(async transaction => {
      const key = await this.#require(id, transaction);
      const teams = keyOwners(key.kind, {
        catalog,
        runnerRef: this.#runnerRef,
      });
      const own = teamsOf(caller, { teams });
      if (reach === 'own' && !own.some(({ ref }) => ref === key.teamRef)) {
        throw new NotAllowedError(
          `Key '${id}' belongs to '${key.teamRef}', and only its members can do this`,
        );
      }
      const made = await change(transaction, key);
      return {
        outcome: await this.#require(id, transaction),
        act: made && {
          actor: { userRef: caller.userRef, origin: 'user' },
          subject: `key:${id}`,
          ...made,
        },
      };
    });
  }

  async #require(
    id: string,
    transaction: Knex.Transaction,
  ): Promise<IssuedKey> {
    const key = await this.#store.get(id, transaction);
    if (!key) {
      throw new NotFoundError(`There is no key '${id}'`);
    }
    return key;
  }

  /** Whoever is given a secret is asked what whoever is issued a key is asked. */
  async #requireBound(userRef: string): Promise<void> {
    const [aup, footing, catalog] = await Promise.all([
      this.#aup.currentIfAny(),
      this.#acknowledgements.standsFor(userRef, this.#clock()),
      this.#catalogView.current(),
    ]);
    if (!aup || !footing || !isEligible(aup.document, userRef, catalog)) {
      throw new NotAllowedError(
        'Only who the policy lets use models, and who has acknowledged it, is given the secret of a key. Read and acknowledge it under AI Foundation, Policy',
      );
    }
  }

  /** @throws ConflictError where the key has ended for good. */
  #requireRunning({ id, revokedAtMs, expiresAtMs }: IssuedKey): void {
    if (revokedAtMs !== undefined || expiresAtMs <= this.#clock()) {
      throw new ConflictError(
        `Key '${id}' has ended. Ask for a new one under Get a key`,
      );
    }
  }
}

function overlapRuns({ rotation }: IssuedKey, nowMs: number): boolean {
  return rotation !== undefined && rotation.previousValidUntilMs > nowMs;
}
