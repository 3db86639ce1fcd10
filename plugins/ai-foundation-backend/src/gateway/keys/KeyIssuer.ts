import { KeyRequest } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Knex } from 'knex';
import { AcknowledgementService } from '../../governance/aup/AcknowledgementService';
import { AupService } from '../../governance/aup/AupService';
import { CeilingService } from '../../governance/ceilings/CeilingService';
import { ExemptionService } from '../../governance/exemptions/ExemptionService';
import { FindingService } from '../../governance/findings/FindingService';
import { ModelService } from '../../governance/models/ModelService';
import { TierService } from '../../governance/tiers/TierService';
import { AiFoundationConfig } from '../../kernel/AiFoundationConfig';
import { GovernanceAct } from '../../kernel/AuditTrail';
import { CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { Caller } from '../../kernel/TeamAccess';
import { createKeySecret, sha256OfSecret } from './keyFormat';
import { KeyRequestContext, namesOf } from './KeyRequestContext';
import { KeyStore } from './KeyStore';
import { resolveKeyRequest } from './resolveKeyRequest';
import { tierName } from './scopeControls';
import { IssuedKey, KeyControlVerdict } from './types';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** How a key came to be issued. */
export interface Issuance {
  issuance: IssuedKey['issuance'];
  approvedBy: string | undefined;
  requestedAtMs: number;
}

/** A key that was issued a moment ago; nobody can read its secret again. */
export interface NewKey {
  key: IssuedKey;
  secret: string;
}

/** Gathers what a key request is judged by, and makes the key of one. */
export class KeyIssuer {
  readonly #store: KeyStore;
  readonly #aup: AupService;
  readonly #acknowledgements: AcknowledgementService;
  readonly #models: ModelService;
  readonly #tiers: TierService;
  readonly #exemptions: ExemptionService;
  readonly #findings: FindingService;
  readonly #ceilings: CeilingService;
  readonly #catalogView: CatalogView;
  readonly #config: AiFoundationConfig;
  readonly #clock: Clock;

  constructor(options: {
    store: KeyStore;
    aup: AupService;
    acknowledgements: AcknowledgementService;
    models: ModelService;
    tiers: TierService;
    exemptions: ExemptionService;
    findings: FindingService;
    ceilings: CeilingService;
    catalogView: CatalogView;
    config: AiFoundationConfig;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#aup = options.aup;
    this.#acknowledgements = options.acknowledgements;
    this.#models = options.models;
    this.#tiers = options.tiers;
    this.#exemptions = options.exemptions;
    this.#findings = options.findings;
    this.#ceilings = options.ceilings;
    this.#catalogView = options.catalogView;
    this.#config = options.config;
    this.#clock = options.clock;
  }

  async contextOf(
    caller: Caller,
    request: KeyRequest,
  ): Promise<KeyRequestContext> {
    const { applicationRef } = namesOf(request);
    const [catalog, aup, models, exemptions, requiredTier, isClearedOfAgent] =
      await Promise.all([
        this.#catalogView.current(),
        this.#aup.currentIfAny(),
        this.#models.list(),
        this.#exemptions.granted(),
        applicationRef && this.#tiers.highestTierOf(applicationRef),
        applicationRef
          ? this.#findings.isCleared('agent', applicationRef)
          : false,
      ]);
    const acknowledgement =
      aup && (await this.#acknowledgements.get(aup.version, caller.userRef));
    return {
      caller,
      catalog,
      aup,
      acknowledged: acknowledgement !== undefined,
      models,
      exemptions,
      requiredTier: requiredTier || undefined,
      isClearedOfAgent,
      limits: this.#config.keys,
      runnerRef: this.#config.validation.ownerRef,
      nowMs: this.#clock(),
    };
  }

  /** Tells the working group where somebody asks for what Stage 1 does not cover. */
  async noteAgent(
    request: KeyRequest,
    context: KeyRequestContext,
    verdicts: readonly KeyControlVerdict[],
  ): Promise<void> {
    const { caller, catalog } = context;
    const isAgent = verdicts.some(
      ({ control, outcome }) => control === 'agent' && outcome === 'forbidden',
    );
    if (!isAgent || !catalog.people.has(caller.userRef)) {
      return;
    }
    const { applicationRef, teamRef } = namesOf(request);
    const { models, tier } = resolveKeyRequest(request, context);
    const owner = applicationRef
      ? catalog.applications.get(applicationRef)
      : catalog.teams.get(teamRef ?? '');
    const names = models.map(
      (model, index) =>
        model?.entity.metadata.title ?? model?.ref ?? request.models[index],
    );
    const purpose = context.aup?.document.purposes.find(
      ({ id }) => id === request.purpose,
    );
    const kind = request.kind === 'workload' ? 'premature-workload' : 'agent';
    const what = kind === 'agent' ? 'an agent' : 'a workload';
    await this.#findings.record({
      kind,
      source: 'key-request',
      subjectRef: applicationRef ?? teamRef,
      title: `${caller.name} asked for a key for ${what} of ${
        owner?.title ?? request.application ?? request.owner
      }`,
      detail: `Purpose: ${purpose?.title ?? request.purpose}. Data up to ${
        tier?.metadata.title ?? request.tier
      }. Models: ${names.join(', ')}. The key was refused.`,
      reportedBy: caller.userRef,
    });
  }

  /** Makes the key of a request that has passed; call within the change of policy. */
  async issueWithin(
    transaction: Knex.Transaction,
    request: KeyRequest,
    context: KeyRequestContext,
    issuance: Issuance,
  ): Promise<{ outcome: NewKey; act: GovernanceAct }> {
    const { whole, ...parts } = createKeySecret();
    const key = this.#keyOf(parts, request, context, issuance);
    const { ceilingUsd } = resolveKeyRequest(request, context);
    const actor = { userRef: key.createdBy, origin: key.origin };
    await this.#store.insert(transaction, key);
    if (ceilingUsd !== undefined) {
      await this.#ceilings.setWithin(transaction, actor, {
        scope: { kind: 'key', ref: key.id },
        amountUsd: ceilingUsd,
        reason: `Of the ${key.kind} key itself, as it was issued.`,
      });
    }
    return {
      outcome: { key, secret: whole },
      act: {
        actor,
        action: 'key.issue',
        subject: `key:${key.id}`,
        details: {
          kind: key.kind,
          ownerRef: key.ownerRef,
          purpose: key.purpose,
          models: key.modelRefs,
          tier: key.tier,
          expiresAtMs: key.expiresAtMs,
          aupVersion: key.aupVersion,
          issuance: key.issuance,
          approvedBy: key.approvedBy,
          ceilingUsd,
          limits: request.limits,
          actsAlone: request.actsAlone,
        },
      },
    };
  }

  #keyOf(
    parts: { id: string; secret: string },
    request: KeyRequest,
    context: KeyRequestContext,
    issuance: Issuance,
  ): IssuedKey {
    const resolved = resolveKeyRequest(request, context);
    const { kind, teamRef, applicationRef, tier, models } = resolved;
    const isIssuable = kind !== 'agent' && kind !== 'workload';
    if (!teamRef || !tier || !context.aup || !isIssuable) {
      throw new Error('A key request passed its controls without being whole');
    }
    const nowMs = this.#clock();
    return {
      id: parts.id,
      secretSha256: sha256OfSecret(parts.secret),
      kind,
      ownerRef: applicationRef ?? teamRef,
      teamRef,
      applicationRef,
      purpose: request.purpose,
      modelRefs: [...new Set(models.flatMap(model => model?.ref ?? []))],
      tier: tierName(tier),
      aupVersion: context.aup.version,
      createdBy: context.caller.userRef,
      createdAtMs: nowMs,
      expiresAtMs: nowMs + resolved.expiresInDays * DAY_MS,
      revokedAtMs: undefined,
      revokedBy: undefined,
      lastUsedAtMs: undefined,
      ...issuance,
      ceilingPicoUsd: resolved.ceilingPicoUsd,
      limits: request.limits ?? {},
      suspension: undefined,
      rotation: undefined,
      noticedDays: undefined,
      origin: 'user',
    };
  }
}
