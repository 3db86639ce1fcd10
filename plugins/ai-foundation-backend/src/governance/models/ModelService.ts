import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  AiModelEntity,
  DataTierEntity,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { AiFoundationConfig } from '../../kernel/AiFoundationConfig';
import { Actor } from '../../kernel/AuditTrail';
import { CatalogSnapshot, CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { requirePerson } from '../../kernel/requirePerson';
import {
  governedFields,
  governedSha256,
  priceVersionsOf,
} from './governedFields';
import { GovernedModel, governModel, tierOf } from './GovernedModel';
import { ModelStore } from './ModelStore';
import { ModelDecision, ModelVerdict } from './types';

/** Knows which models are approved, and takes decisions about them. */
export class ModelService {
  readonly #store: ModelStore;
  readonly #policyChanges: PolicyChanges;
  readonly #catalogView: CatalogView;
  readonly #config: AiFoundationConfig;
  readonly #clock: Clock;

  constructor(options: {
    store: ModelStore;
    policyChanges: PolicyChanges;
    catalogView: CatalogView;
    config: AiFoundationConfig;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#policyChanges = options.policyChanges;
    this.#catalogView = options.catalogView;
    this.#config = options.config;
    this.#clock = options.clock;
  }

  /** Every model of the catalog, by name. */
  async list(): Promise<GovernedModel[]> {
    const { models, tiers } = await this.#catalogView.current();
    const decisions = await this.#store.newestDecisions();
    return [...models]
      .map(([ref, entity]) =>
        this.#govern(ref, entity, decisions.get(ref), tiers),
      )
      .sort((a, b) => a.ref.localeCompare(b.ref, 'en'));
  }

  /** The least sensitive first. */
  async listTiers(): Promise<DataTierEntity[]> {
    const { tiers } = await this.#catalogView.current();
    return [...tiers.values()].sort((a, b) => a.spec.rank - b.spec.rank);
  }

  /**
   * Decides about a model as it is now.
   *
   * @param choice.governedSha256 - of the model that was looked at.
   * @throws ConflictError where the model is no longer the one looked at.
   */
  async decide(
    actor: Actor,
    ref: string,
    choice: { decision: ModelVerdict; governedSha256: string; reason: string },
  ): Promise<GovernedModel> {
    const snapshot = await this.#catalogView.refresh();
    requirePerson(actor.userRef, snapshot);
    const entity = snapshot.models.get(ref);
    if (!entity) {
      throw new NotFoundError(`There is no model '${ref}' in the catalog`);
    }
    if (governedSha256(entity) !== choice.governedSha256) {
      throw new ConflictError(
        `The model '${ref}' has changed since you looked at it. Reload the page and look at it again`,
      );
    }
    if (choice.decision === 'approved' && !snapshot.tiers.has(tierOf(entity))) {
      throw new InputError(
        `The model '${ref}' names the data tier '${entity.spec.tier}', which is not in the catalog; it cannot be approved before it is`,
      );
    }
    const decision: ModelDecision = {
      modelRef: ref,
      decision: choice.decision,
      governedSha256: choice.governedSha256,
      governed: governedFields(entity),
      reason: choice.reason,
      decidedBy: actor.userRef,
      decidedAtMs: this.#clock(),
      origin: actor.origin,
    };
    await this.#policyChanges.make(async transaction => {
      const before = await this.#store.newestDecisions(transaction);
      await this.#store.insertDecision(
        transaction,
        decision,
        decision.decision === 'approved'
          ? priceVersionsOf(ref, entity.spec.prices)
          : [],
      );
      return {
        outcome: undefined,
        act: {
          actor,
          action: 'model.decide',
          subject: ref,
          details: {
            before: before.get(ref)?.decision,
            decision: decision.decision,
            governedSha256: decision.governedSha256,
            reason: decision.reason,
          },
        },
      };
    });
    return this.#govern(ref, entity, decision, snapshot.tiers);
  }

  #govern(
    ref: string,
    entity: AiModelEntity,
    decision: ModelDecision | undefined,
    tiers: CatalogSnapshot['tiers'],
  ): GovernedModel {
    return governModel(ref, entity, decision, {
      config: this.#config,
      tiers,
      nowMs: this.#clock(),
    });
  }
}
