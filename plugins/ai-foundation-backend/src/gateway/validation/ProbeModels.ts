import { Dialect } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { ExemptionService } from '../../governance/exemptions/ExemptionService';
import { GovernedModel } from '../../governance/models/GovernedModel';
import { ModelService } from '../../governance/models/ModelService';
import { AiFoundationConfig } from '../../kernel/AiFoundationConfig';
import { CatalogView } from '../../kernel/CatalogView';
import { ProbeScope } from './ProbeKeys';

/** What of the catalog the probes of rules are made with. */
export interface ProbeCatalog {
  /** Of the key that works but for its kind. */
  scope: ProbeScope;
  /** A tier that is closed to external providers, where there is one. */
  closedTier: string | undefined;
  /** By dialect: a model that is approved, external and under no exemption. */
  approved(dialect: Dialect): string | undefined;
  /** By dialect: a model that is in the catalog and not approved. */
  unapproved(dialect: Dialect): string | undefined;
}

/** Chooses the models and the tier that the rules are tried with. */
export class ProbeModels {
  readonly #models: ModelService;
  readonly #exemptions: ExemptionService;
  readonly #catalogView: CatalogView;
  readonly #config: AiFoundationConfig;

  constructor(options: {
    models: ModelService;
    exemptions: ExemptionService;
    catalogView: CatalogView;
    config: AiFoundationConfig;
  }) {
    this.#models = options.models;
    this.#exemptions = options.exemptions;
    this.#catalogView = options.catalogView;
    this.#config = options.config;
  }

  async choose(): Promise<ProbeCatalog> {
    const [models, granted, { tiers }] = await Promise.all([
      this.#models.list(),
      this.#exemptions.granted(),
      this.#catalogView.current(),
    ]);
    const exempted = new Set(
      granted.flatMap(exemption => [...exemption.models]),
    );
    const byRank = [...tiers].sort(([, a], [, b]) => a.spec.rank - b.spec.rank);
    const closed = byRank.find(
      ([, { spec }]) => spec.handling.externalProviders === 'exemption-only',
    );
    const nameOf = (
      dialect: Dialect,
      is: (model: GovernedModel) => boolean,
    ): string | undefined =>
      models.find(
        model =>
          model.entity.spec.type === 'chat' &&
          this.#speaks(model, dialect) &&
          is(model),
      )?.entity.metadata.name;
    return {
      scope: {
        modelRefs: models
          .filter(({ approval }) => approval === 'approved')
          .map(({ ref }) => ref),
        tier: byRank.at(0)?.[0] ?? '',
      },
      closedTier: closed?.[0],
      approved: dialect =>
        nameOf(
          dialect,
          ({ approval, external, ref }) =>
            approval === 'approved' && external && !exempted.has(ref),
        ),
      unapproved: dialect =>
        nameOf(dialect, ({ approval }) => approval !== 'approved'),
    };
  }

  #speaks({ entity }: GovernedModel, { id }: Dialect): boolean {
    return this.#config.providers.get(entity.spec.provider)?.dialect === id;
  }
}
