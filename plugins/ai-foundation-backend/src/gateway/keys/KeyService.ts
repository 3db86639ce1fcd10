import { KeyRequest } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { NotAllowedError } from '@backstage/errors';
import { AcknowledgementService } from '../../governance/aup/AcknowledgementService';
import { AiFoundationConfig } from '../../kernel/AiFoundationConfig';
import { CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { Caller, VisibleTeams } from '../../kernel/TeamAccess';
import {
  checkKeyRequest,
  needsOf,
  refuseFailed,
  wayOf,
} from './checkKeyRequest';
import { KeyIssuer, NewKey } from './KeyIssuer';
import { ownerRefsOf } from './keyOwners';
import { KeyStore } from './KeyStore';
import { IssuedKey, KeyControlVerdict } from './types';
import { KeyFooting } from './whySuspended';

/** Issues the keys that policy issues by itself, and lists all. */
export class KeyService {
  readonly #store: KeyStore;
  readonly #issuer: KeyIssuer;
  readonly #acknowledgements: AcknowledgementService;
  readonly #policyChanges: PolicyChanges;
  readonly #catalogView: CatalogView;
  readonly #clock: Clock;
  readonly #runnerRef: string | undefined;

  constructor(options: {
    store: KeyStore;
    issuer: KeyIssuer;
    acknowledgements: AcknowledgementService;
    policyChanges: PolicyChanges;
    catalogView: CatalogView;
    clock: Clock;
    config: AiFoundationConfig;
  }) {
    this.#store = options.store;
    this.#issuer = options.issuer;
    this.#acknowledgements = options.acknowledgements;
    this.#policyChanges = options.policyChanges;
    this.#catalogView = options.catalogView;
    this.#clock = options.clock;
    this.#runnerRef = options.config.validation.ownerRef;
  }

  /** @param owners - refs of teams or applications; all where there are none. */
  async list(
    teams: VisibleTeams,
    owners: readonly string[],
  ): Promise<IssuedKey[]> {
    return this.#store.list({ teams, owners });
  }

  /** What keys stand on now. */
  async footing(): Promise<KeyFooting> {
    const [catalog, aup] = await Promise.all([
      this.#catalogView.current(),
      this.#acknowledgements.inForce(),
    ]);
    return {
      owners: ownerRefsOf(catalog, this.#runnerRef),
      people: new Set(catalog.people.keys()),
      aup,
    };
  }

  /** What each control says to a key request; it issues nothing. */
  async check(
    caller: Caller,
    request: KeyRequest,
  ): Promise<KeyControlVerdict[]> {
    return checkKeyRequest(
      request,
      await this.#issuer.contextOf(caller, request),
    );
  }

  /**
   * Issues a key that passes every control.
   *
   * @returns the key, and the secret, which nobody can read again.
   * @throws NotAllowedError where the caller may not, or an approver is needed;
   *   InputError where the request is wrong.
   */
  async issue(caller: Caller, request: KeyRequest): Promise<NewKey> {
    const context = await this.#issuer.contextOf(caller, request);
    const verdicts = checkKeyRequest(request, context);
    await this.#issuer.noteAgent(request, context, verdicts);
    refuseFailed(verdicts);
    if (wayOf(verdicts) !== 'at-once') {
      throw new NotAllowedError(
        `An approver has to agree to this key: ${needsOf(verdicts).join(
          ' ',
        )} Ask with POST /key-requests, or in the portal under Get a key`,
      );
    }
    return this.#policyChanges.make(transaction =>
      this.#issuer.issueWithin(transaction, request, context, {
        issuance: 'automatic',
        approvedBy: undefined,
        requestedAtMs: this.#clock(),
      }),
    );
  }
}
