import { AiModelEntity } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { AiFoundationConfig } from '../../kernel/AiFoundationConfig';
import { CatalogSnapshot } from '../../kernel/CatalogView';
import {
  PolicyKey,
  PolicyModel,
  PolicyPrice,
  PolicySnapshot,
  PolicyTier,
} from './PolicySnapshot';

/** The newest decision about a model, with the prices that it approved. */
export interface DecidedModel {
  decision: 'approved' | 'suspended' | 'retired';
  /** Of the fields that it was about. */
  governedSha256: string;
  /** The newest first. */
  prices: readonly PolicyPrice[];
}

/** What the database says of policy. */
export interface PolicySources {
  keys(): Promise<PolicyKey[]>;
  /** By model ref. */
  decisions(): Promise<ReadonlyMap<string, DecidedModel>>;
  aup(): Promise<PolicySnapshot['aup']>;
  governedSha256(entity: AiModelEntity): string;
}

interface Decided {
  epoch: number;
  keys: ReadonlyMap<string, PolicyKey>;
  decisions: ReadonlyMap<string, DecidedModel>;
  aup: PolicySnapshot['aup'];
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
    catalog: CatalogSnapshot;
  }): Promise<PolicySnapshot> {
    const { epoch, confirmedAtMs, catalog } = options;
    const decided = await this.#readDecided(epoch);
    const models = [...catalog.models].map(([ref, entity]) =>
      this.#toModel(ref, entity, decided.decisions.get(ref)),
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
      owners: new Set([
        ...catalog.teams.keys(),
        ...catalog.applications.keys(),
      ]),
      people: new Set(catalog.people.keys()),
    };
  }

  async #readDecided(epoch: number): Promise<Decided> {
    if (this.#decided?.epoch !== epoch) {
      const [keys, decisions, aup] = await Promise.all([
        this.#sources.keys(),
        this.#sources.decisions(),
        this.#sources.aup(),
      ]);
      this.#decided = {
        epoch,
        keys: new Map(keys.map(key => [key.id, key])),
        decisions,
        aup,
      };
    }
    return this.#decided;
  }

  #toModel(
    ref: string,
    entity: AiModelEntity,
    decided: DecidedModel | undefined,
  ): PolicyModel {
    const { spec } = entity;
    return {
      ref,
      name: entity.metadata.name,
      providerModel: spec.providerModel,
      provider: spec.provider,
      external: this.#config.providers.get(spec.provider)?.external ?? true,
      type: spec.type,
      tier: spec.tier.toLocaleLowerCase('en-US'),
      contextWindow: spec.contextWindow,
      maxOutputTokens: spec.maxOutputTokens,
      approval: this.#approvalOf(entity, decided),
      prices: decided?.prices ?? [],
    };
  }

  #approvalOf(
    entity: AiModelEntity,
    decided: DecidedModel | undefined,
  ): PolicyModel['approval'] {
    if (!decided) {
      return 'proposed';
    }
    return decided.decision === 'approved' &&
      decided.governedSha256 !== this.#sources.governedSha256(entity)
      ? 'changed-since-approval'
      : decided.decision;
  }
}

function byName(models: PolicyModel[]): Map<string, PolicyModel[]> {
  const names = new Map<string, PolicyModel[]>();
  for (const model of models) {
    for (const name of new Set([model.name, model.providerModel])) {
      names.set(name, [...(names.get(name) ?? []), model]);
    }
  }
  return names;
}

function tiersOf(catalog: CatalogSnapshot): Map<string, PolicyTier> {
  return new Map(
    [...catalog.tiers].map(([name, { spec }]) => [
      name,
      {
        name,
        rank: spec.rank,
        externalProviders: spec.handling.externalProviders,
      },
    ]),
  );
}
