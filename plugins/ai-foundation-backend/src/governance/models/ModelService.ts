import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  AiModelEntity,
  DataTierEntity,
  FieldChange,
  ModelVerdict,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { AiFoundationConfig } from '../../kernel/AiFoundationConfig';
import { Actor } from '../../kernel/AuditTrail';
import { CatalogSnapshot, CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { requirePerson } from '../../kernel/requirePerson';
import { SeatService } from '../seats/SeatService';
import { approvalObstacles } from './approvalObstacles';
import { fieldChanges } from './fieldChanges';
import {
  governedFields,
  governedSha256,
  priceVersionsOf,
} from './governedFields';
import { GovernedModel, governModel } from './GovernedModel';
import { ModelStore } from './ModelStore';
import { ModelDecision } from './types';

/** A model is a risk and a part of the platform: either seat can answer for it. */
const DECIDING_SEATS = ['security', 'engineering'] as const;

/** Knows which models are approved, and takes decisions about them. */
export class ModelService {
  readonly #store: ModelStore;
  readonly #seats: SeatService;
  readonly #policyChanges: PolicyChanges;
  readonly #catalogView: CatalogView;
  readonly #config: AiFoundationConfig;
  readonly #clock: Clock;

  constructor(options: {
    store: ModelStore;
    seats: SeatService;
    policyChanges: PolicyChanges;
    catalogView: CatalogView;
    config: AiFoundationConfig;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#seats = options.seats;
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

  /** Every decision about a model, the oldest first. */
  async decisionsAbout(ref: string): Promise<ModelDecision[]> {
    const [{ models }, decisions] = await Promise.all([
      this.#catalogView.current(),
      this.#store.decisionsAbout(ref),
    ]);
    if (!models.has(ref) && decisions.length === 0) {
      throw unknownModel(ref);
    }
    return decisions;
  }

  /** What was edited since the newest decision about a model. */
  async changesSince(decision: ModelDecision): Promise<FieldChange[]> {
    const { models } = await this.#catalogView.current();
    const entity = models.get(decision.modelRef);
    return entity
      ? fieldChanges(decision.governed, governedFields(entity))
      : [];
  }

  /** Refs of the people whose seat lets them decide about models. */
  async deciders(): Promise<string[]> {
    const holders = await Promise.all(
      DECIDING_SEATS.map(seat => this.#seats.holdersOf(seat)),
    );
    return [...new Set(holders.flat())];
  }

  /** What keeps a model from being approved as it is, a sentence each. */
  async approvalObstacles(entity: AiModelEntity): Promise<string[]> {
    const snapshot = await this.#catalogView.current();
    return approvalObstacles(entity, { config: this.#config, snapshot });
  }

  /**
   * Decides about a model as it is now.
   *
   * @param choice.governedSha256 - of the model that was looked at.
   * @throws NotAllowedError where the actor has no seat that decides,
   *   ConflictError where the model is no longer the one looked at, InputError
   *   where it cannot be approved as it is.
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
      throw unknownModel(ref);
    }
    if (governedSha256(entity) !== choice.governedSha256) {
      throw new ConflictError(
        `The model '${ref}' has changed since you looked at it. Reload the page and look at it again`,
      );
    }
    if (choice.decision === 'approved') {
      this.#requireApprovable(ref, entity, snapshot);
    }
    const decision = await this.#policyChanges.make(async transaction => {
      await this.#seats.requireSeat(
        transaction,
        actor.userRef,
        ...DECIDING_SEATS,
      );
      const before = (await this.#store.decisionsAbout(ref, transaction)).at(
        -1,
      );
      const decided = await this.#store.insertDecision(
        transaction,
        {
          modelRef: ref,
          ...choice,
          governed: governedFields(entity),
          decidedBy: actor.userRef,
          // Clocks of replicas differ; what was decided before stays before.
          decidedAtMs: Math.max(this.#clock(), (before?.decidedAtMs ?? 0) + 1),
          origin: actor.origin,
        },
        choice.decision === 'approved'
          ? priceVersionsOf(ref, entity.spec.prices)
          : [],
      );
      return {
        outcome: decided,
        act: {
          actor,
          action: 'model.decide',
          subject: ref,
          details: {
            before: before?.decision,
            decision: choice.decision,
            governedSha256: choice.governedSha256,
            reason: choice.reason,
          },
        },
      };
    });
    return this.#govern(ref, entity, decision, snapshot.tiers);
  }

  #requireApprovable(
    ref: string,
    entity: AiModelEntity,
    snapshot: CatalogSnapshot,
  ): void {
    const obstacles = approvalObstacles(entity, {
      config: this.#config,
      snapshot,
    });
    if (obstacles.length > 0) {
      throw new InputError(
        `The model '${ref}' cannot be approved as it is: ${obstacles.join(
          '; ',
        )}`,
      );
    }
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

function unknownModel(ref: string): NotFoundError {
  return new NotFoundError(`There is no model '${ref}' in the catalog`);
}
