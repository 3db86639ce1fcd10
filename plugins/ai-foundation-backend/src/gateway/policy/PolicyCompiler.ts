import { AiFoundationConfig } from '../../kernel/AiFoundationConfig';
import {
  fallbackRefsOf,
  governModel,
  GovernedModel,
  tierOf,
} from '../../governance/models/GovernedModel';
import { ModelDecision } from '../../governance/models/types';
import { KeyUseLimits } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { limitsInForce } from '../keys/limitsInForce';
import { IssuedKey } from '../keys/types';
import { suspendedBy } from '../keys/whySuspended';
import { PolicyCatalog } from './PolicyCatalog';
import {
  PolicyKey,
  PolicyModel,
  PolicySnapshot,
  PolicyTier,
} from './PolicySnapshot';
import { PolicySources } from './PolicySources';

/** What the database holds at an epoch. */
interface Decided {
  epoch: number;
  keys: ReadonlyMap<string, PolicyKey>;
  decisions: ReadonlyMap<string, ModelDecision>;
  aup: PolicySnapshot['aup'];
  inspection: PolicySnapshot['inspection'];
  exemptions: PolicySnapshot['exemptions'];
}

/** Makes policy snapshots; reads the database only where its epoch is a new one. */
export class PolicyCompiler {
  readonly #sources: PolicySources;
  readonly #config: AiFoundationConfig;
  #decided: Decided | undefined;

  constructor(options: { sources: PolicySources; config: AiFoundationConfig }) {
    this.#sources = options.sources;
    this.#config = options.config;
  }

  async compile(options: {
    epoch: number;
    confirmedAtMs: number;
    catalog: PolicyCatalog;
  }): Promise<PolicySnapshot> {
    const { epoch, confirmedAtMs, catalog } = options;
    const decided = await this.#readDecided(epoch);
    const models = [...catalog.models].map(([ref, entity]) =>
      toPolicyModel(
        governModel(ref, entity, decided.decisions.get(ref), {
          config: this.#config,
          tiers: catalog.tiers,
          nowMs: confirmedAtMs,
        }),
        this.#config,
      ),
    );
    return {
      epoch,
      confirmedAtMs,
      catalogReadAtMs: catalog.readAtMs,
      keys: decided.keys,
      aup: decided.aup,
      models: new Map(models.map(model => [model.ref, model])),
      modelsByName: byName(models),
      tiers: tiersOf(catalog),
      owners: catalog.owners,
      people: catalog.people,
      inspection: decided.inspection,
      exemptions: decided.exemptions,
    };
  }

  /** The epoch was read first, so that what is newer than it is read again at the next. */
  async #readDecided(epoch: number): Promise<Decided> {
    if (this.#decided?.epoch !== epoch) {
      const [issued, probes, decisions, aup, inspection, granted] =
        await Promise.all([
          this.#sources.keys(),
          this.#sources.probeKeys(),
          this.#sources.modelDecisions(),
          this.#sources.aupInForce(),
          this.#sources.inspectionRules(),
          this.#sources.grantedExemptions(),
        ]);
      this.#decided = {
        epoch,
        keys: new Map(
          [
            ...issued.map(key => toPolicyKey(key, this.#config.keys.use)),
            ...probes,
          ].map(key => [key.id, key]),
        ),
        decisions,
        aup,
        inspection,
        exemptions: granted,
      };
    }
    return this.#decided;
  }
}

function toPolicyKey(key: IssuedKey, ofEveryKey: KeyUseLimits): PolicyKey {
  return {
    id: key.id,
    secretSha256: key.secretSha256,
    previous: key.rotation && {
      secretSha256: key.rotation.previousSecretSha256,
      validUntilMs: key.rotation.previousValidUntilMs,
    },
    suspendedBecause: key.suspension && suspendedBy(key.suspension),
    ownerRef: key.ownerRef,
    teamRef: key.teamRef,
    applicationRef: key.applicationRef,
    purpose: key.purpose,
    models: new Set(key.modelRefs),
    tier: key.tier,
    limits: limitsInForce(key.limits, ofEveryKey),
    createdBy: key.createdBy,
    expiresAtMs: key.expiresAtMs,
    revokedAtMs: key.revokedAtMs,
  };
}

function toPolicyModel(
  model: GovernedModel,
  config: AiFoundationConfig,
): PolicyModel {
  const { entity } = model;
  const { spec } = entity;
  return {
    ref: model.ref,
    name: entity.metadata.name,
    providerModel: spec.providerModel,
    dialect: config.providers.get(spec.provider)?.dialect ?? 'openai',
    provider: spec.provider,
    external: model.external,
    type: spec.type,
    tier: tierOf(entity),
    contextWindow: spec.contextWindow,
    maxOutputTokens: spec.maxOutputTokens,
    fallbacks: fallbackRefsOf(entity),
    approval: model.approval,
    prices: model.prices,
  };
}

function byName(models: PolicyModel[]): Map<string, PolicyModel[]> {
  const names = new Map<string, PolicyModel[]>();
  for (const model of models) {
    const { name: own, providerModel, ref } = model;
    for (const name of new Set([own, providerModel, ref])) {
      names.set(name, [...(names.get(name) ?? []), model]);
    }
  }
  return names;
}

function tiersOf(catalog: PolicyCatalog): Map<string, PolicyTier> {
  return new Map(
    [...catalog.tiers].map(([name, { spec }]) => [
      name,
      {
        name,
        rank: spec.rank,
        externalProviders: spec.handling.externalProviders,
        contentLogging: spec.handling.contentLogging,
      },
    ]),
  );
}
