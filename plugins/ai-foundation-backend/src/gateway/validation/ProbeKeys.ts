import { InputError } from '@backstage/errors';
import { CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { createKeySecret, sha256OfSecret } from '../keys/keyFormat';
import { PROBE_KEY_LIFE_MS, ProbeKey, ProbeKeyStore } from './ProbeKeyStore';
import { VALIDATOR } from './VALIDATOR';

/** The whole secrets of the keys that probes present; they live as long as a run. */
export interface ProbeSecrets {
  revoked: string;
  expired: string;
  /** It works, but for the control that lets no key of a check through. */
  active: string;
  /** Well-formed, and never issued. */
  unknown: string;
}

/** What the active key may ask for. */
export interface ProbeScope {
  modelRefs: readonly string[];
  tier: string;
}

/**
 * Makes the keys that the gateway tests itself with. Their ids are the same
 * at each run and say what they are; their secrets are new at each, and only
 * hashes of them are ever written. No control but that of such keys is told who
 * they are, and that one refuses them: not one of them ever reaches a provider.
 */
export class ProbeKeys {
  readonly #store: ProbeKeyStore;
  readonly #ownerRef: string | undefined;
  readonly #policyChanges: PolicyChanges;
  readonly #catalogView: CatalogView;
  readonly #clock: Clock;

  constructor(options: {
    store: ProbeKeyStore;
    /** The group that runs the gateway. */
    ownerRef: string | undefined;
    policyChanges: PolicyChanges;
    catalogView: CatalogView;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#ownerRef = options.ownerRef;
    this.#policyChanges = options.policyChanges;
    this.#catalogView = options.catalogView;
    this.#clock = options.clock;
  }

  /** @throws InputError where no group of the catalog answers for them. */
  async renew(scope: ProbeScope): Promise<ProbeSecrets> {
    const ownerRef = await this.#owner();
    const revoked = createKeySecret('ProbeRevoked');
    const expired = createKeySecret('ProbeExpired');
    const active = createKeySecret('ProbeWorking');
    const nowMs = this.#clock();
    await this.#policyChanges.make(async transaction => {
      const save = (
        { id, secret }: { id: string; secret: string },
        change: Partial<ProbeKey>,
      ) =>
        this.#store.save(transaction, {
          ...this.#keyOf(id, secret, ownerRef),
          ...scope,
          ...change,
        });
      await save(revoked, { revokedAtMs: nowMs });
      await save(expired, { expiresAtMs: nowMs });
      await save(active, {});
      return {
        outcome: undefined,
        act: {
          actor: VALIDATOR,
          action: 'gateway.renew-probe-keys',
          subject: ownerRef,
          details: { keys: [revoked.id, expired.id, active.id], ...scope },
        },
      };
    });
    return {
      revoked: revoked.whole,
      expired: expired.whole,
      active: active.whole,
      unknown: createKeySecret().whole,
    };
  }

  /** A key of its own for one drill, of no model. */
  async issue(): Promise<{ id: string; secret: string }> {
    const ownerRef = await this.#owner();
    const { id, secret, whole } = createKeySecret();
    await this.#change(id, 'key.issue', transaction =>
      this.#store.save(transaction, this.#keyOf(id, secret, ownerRef)),
    );
    return { id, secret: whole };
  }

  async revoke(id: string): Promise<void> {
    await this.#change(id, 'key.revoke', transaction =>
      this.#store.revoke(transaction, id, this.#clock()),
    );
  }

  async suspend(id: string): Promise<void> {
    await this.#change(id, 'key.suspend', transaction =>
      this.#store.suspend(transaction, id, {
        atMs: this.#clock(),
        by: VALIDATOR.userRef,
        reason: 'a drill measures how soon that is seen.',
      }),
    );
  }

  async resume(id: string): Promise<void> {
    await this.#change(id, 'key.resume', transaction =>
      this.#store.suspend(transaction, id, undefined),
    );
  }

  async #change(
    id: string,
    action: string,
    change: (
      transaction: Parameters<ProbeKeyStore['save']>[0],
    ) => Promise<void>,
  ): Promise<void> {
    await this.#policyChanges.make(async transaction => {
      await change(transaction);
      return {
        outcome: undefined,
        act: {
          actor: VALIDATOR,
          action,
          subject: `key:${id}`,
          details: { issuance: 'probe' },
        },
      };
    });
  }

  #keyOf(id: string, secret: string, ownerRef: string): ProbeKey {
    const nowMs = this.#clock();
    return {
      id,
      secretSha256: sha256OfSecret(secret),
      ownerRef,
      modelRefs: [],
      tier: '',
      createdBy: VALIDATOR.userRef,
      createdAtMs: nowMs,
      expiresAtMs: nowMs + PROBE_KEY_LIFE_MS,
      revokedAtMs: undefined,
    };
  }

  async #owner(): Promise<string> {
    const ownerRef = this.#ownerRef;
    const { groups } = await this.#catalogView.current();
    if (ownerRef === undefined || !groups.has(ownerRef)) {
      throw new InputError(
        ownerRef === undefined
          ? 'No group answers for the gateway and its checks. Name it in aiFoundation.gateway.validation.owner'
          : `aiFoundation.gateway.validation.owner names '${ownerRef}', which is no group of the catalog`,
      );
    }
    return ownerRef;
  }
}
