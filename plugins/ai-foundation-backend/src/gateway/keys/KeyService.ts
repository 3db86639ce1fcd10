import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import { AcknowledgementService } from '../../governance/aup/AcknowledgementService';
import { AupService } from '../../governance/aup/AupService';
import { ModelService } from '../../governance/models/ModelService';
import { AiFoundationConfig } from '../../kernel/AiFoundationConfig';
import { CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { Caller, teamsOf, VisibleTeams } from '../../kernel/TeamAccess';
import {
  checkKeyRequest,
  KeyRequestContext,
  ParsedKeyRequest,
  resolveKeyRequest,
} from './checkKeyRequest';
import { createKeySecret, sha256OfSecret } from './keyFormat';
import { KeyStore } from './KeyStore';
import { IssuedKey, KeyControlVerdict } from './types';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Issues and revokes the keys of teams and their applications. */
export class KeyService {
  readonly #store: KeyStore;
  readonly #aup: AupService;
  readonly #acknowledgements: AcknowledgementService;
  readonly #models: ModelService;
  readonly #policyChanges: PolicyChanges;
  readonly #catalogView: CatalogView;
  readonly #config: AiFoundationConfig;
  readonly #clock: Clock;

  constructor(options: {
    store: KeyStore;
    aup: AupService;
    acknowledgements: AcknowledgementService;
    models: ModelService;
    policyChanges: PolicyChanges;
    catalogView: CatalogView;
    config: AiFoundationConfig;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#aup = options.aup;
    this.#acknowledgements = options.acknowledgements;
    this.#models = options.models;
    this.#policyChanges = options.policyChanges;
    this.#catalogView = options.catalogView;
    this.#config = options.config;
    this.#clock = options.clock;
  }

  /** @param owners - refs of teams or applications; all where there are none. */
  async list(
    teams: VisibleTeams,
    owners: readonly string[],
  ): Promise<IssuedKey[]> {
    return this.#store.list({ teams, owners });
  }

  /** What each control says to a key request; it issues nothing. */
  async check(
    caller: Caller,
    request: ParsedKeyRequest,
  ): Promise<KeyControlVerdict[]> {
    return checkKeyRequest(request, await this.#context(caller));
  }

  /**
   * Issues a key that passes every control.
   *
   * @returns the key, and the secret, which nobody can read again.
   * @throws NotAllowedError where the caller may not, InputError where the
   *   request is wrong; both name every control that is in the way.
   */
  async issue(
    caller: Caller,
    request: ParsedKeyRequest,
  ): Promise<{ key: IssuedKey; secret: string }> {
    const context = await this.#context(caller);
    refuseFailed(checkKeyRequest(request, context));
    const { whole, ...parts } = createKeySecret();
    const key = this.#keyOf(parts, request, context);
    await this.#policyChanges.make(async transaction => {
      await this.#store.insert(transaction, key);
      return {
        outcome: undefined,
        act: {
          actor: { userRef: caller.userRef, origin: 'user' },
          action: 'key.issue',
          subject: `key:${key.id}`,
          details: {
            ownerRef: key.ownerRef,
            purpose: key.purpose,
            models: key.modelRefs,
            tier: key.tier,
            expiresAtMs: key.expiresAtMs,
            aupVersion: key.aupVersion,
          },
        },
      };
    });
    return { key, secret: whole };
  }

  /**
   * Revokes a key for good; revoking it again changes nothing.
   *
   * @param reach - `own`: only a key of a team that the caller is a member of.
   */
  async revoke(
    caller: Caller,
    id: string,
    reach: 'own' | 'all',
  ): Promise<IssuedKey> {
    const own = teamsOf(caller, await this.#catalogView.current());
    return this.#policyChanges.make(async transaction => {
      const key = await this.#store.get(id, transaction);
      if (!key) {
        throw new NotFoundError(`There is no key '${id}'`);
      }
      if (reach === 'own' && !own.some(({ ref }) => ref === key.teamRef)) {
        throw new NotAllowedError(
          `Key '${id}' belongs to '${key.teamRef}', and only its members revoke it`,
        );
      }
      if (key.revokedAtMs !== undefined) {
        return { outcome: key };
      }
      const revocation = { atMs: this.#clock(), by: caller.userRef };
      await this.#store.revoke(transaction, id, revocation);
      return {
        outcome: {
          ...key,
          revokedAtMs: revocation.atMs,
          revokedBy: revocation.by,
        },
        act: {
          actor: { userRef: caller.userRef, origin: 'user' },
          action: 'key.revoke',
          subject: `key:${id}`,
          details: { ownerRef: key.ownerRef },
        },
      };
    });
  }

  async #context(caller: Caller): Promise<KeyRequestContext> {
    const [catalog, aup, models] = await Promise.all([
      this.#catalogView.current(),
      this.#aup.currentIfAny(),
      this.#models.list(),
    ]);
    const acknowledgement =
      aup && (await this.#acknowledgements.get(aup.version, caller.userRef));
    return {
      caller,
      catalog,
      aup,
      acknowledged: acknowledgement !== undefined,
      models,
      maxDays: this.#config.keys.maxDays,
    };
  }

  #keyOf(
    parts: { id: string; secret: string },
    request: ParsedKeyRequest,
    context: KeyRequestContext,
  ): IssuedKey {
    const resolved = resolveKeyRequest(request, context);
    const { teamRef, applicationRef, tier, models } = resolved;
    if (!teamRef || !tier || !context.aup) {
      throw new Error('A key request passed its controls without being whole');
    }
    const nowMs = this.#clock();
    return {
      id: parts.id,
      secretSha256: sha256OfSecret(parts.secret),
      ownerRef: applicationRef ?? teamRef,
      teamRef,
      applicationRef,
      purpose: request.purpose,
      modelRefs: [...new Set(models.flatMap(model => model?.ref ?? []))],
      tier: tier.metadata.name.toLocaleLowerCase('en-US'),
      aupVersion: context.aup.version,
      createdBy: context.caller.userRef,
      createdAtMs: nowMs,
      expiresAtMs: nowMs + request.expiresInDays * DAY_MS,
      revokedAtMs: undefined,
      revokedBy: undefined,
      lastUsedAtMs: undefined,
      origin: 'user',
    };
  }
}

function refuseFailed(verdicts: readonly KeyControlVerdict[]): void {
  const failed = verdicts.filter(({ passed }) => !passed);
  if (failed.length > 0) {
    const message = failed
      .map(({ control, reason }) => `${control}: ${reason}`)
      .join(' ');
    throw failed.some(({ forbidden }) => forbidden)
      ? new NotAllowedError(message)
      : new InputError(message);
  }
}
