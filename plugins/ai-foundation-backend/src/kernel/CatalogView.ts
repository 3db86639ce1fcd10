import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import {
  Entity,
  parseEntityRef,
  RELATION_DEPENDS_ON,
  RELATION_HAS_MEMBER,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  AiModelEntity,
  ANNOTATION_DATA_TIER,
  ANNOTATION_LEAD,
  DataTierEntity,
  isAiModelEntity,
  isDataTierEntity,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { Clock } from './Clock';
import { fullRef } from './fullRef';

export interface Team {
  ref: string;
  title: string;
  parentRef: string | undefined;
  /** Refs of the people who are members themselves, in order. */
  memberRefs: readonly string[];
  /** Who answers for the group, where it says so. */
  leadRef: string | undefined;
}

export interface Person {
  ref: string;
  name: string;
  email: string | undefined;
}

export interface CatalogApplication {
  ref: string;
  title: string;
  teamRef: string;
  /** The component's `spec.lifecycle`, in lower case. */
  lifecycle: string | undefined;
  /** The component's `spec.type` and tags, in lower case. */
  labels: readonly string[];
  /** Names of the component's annotations, in lower case. */
  annotationNames: readonly string[];
  /** Refs of the data sources that it depends on. */
  dataSourceRefs: readonly string[];
  /** Refs of the models that it depends on. */
  modelRefs: readonly string[];
}

/** A `Resource` whose data may end up in a prompt. */
export interface DataSource {
  ref: string;
  title: string;
  /** The resource's `spec.type`. */
  type: string;
  ownerRef: string | undefined;
  /** In lower case. */
  tags: readonly string[];
  /** Name of the tier that its annotation names, in lower case. */
  tier: string | undefined;
}

/** What the catalog says, at an instant; never changed once made. */
export interface CatalogSnapshot {
  readAtMs: number;
  /** By entity ref. */
  models: ReadonlyMap<string, AiModelEntity>;
  /** By name, in lower case. */
  tiers: ReadonlyMap<string, DataTierEntity>;
  /** Groups of every type, by entity ref. */
  groups: ReadonlyMap<string, Team>;
  /** The groups that may own keys: those of type `team`. */
  teams: ReadonlyMap<string, Team>;
  people: ReadonlyMap<string, Person>;
  /** Components that a team owns. */
  applications: ReadonlyMap<string, CatalogApplication>;
  /** Every `Resource`, by entity ref. */
  dataSources: ReadonlyMap<string, DataSource>;
}

const KINDS = ['AiModel', 'DataTier', 'Group', 'User', 'Component', 'Resource'];
const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.description',
  'metadata.annotations',
  'metadata.tags',
  'spec',
  'relations',
];
const REFRESH_INTERVAL_MS = 1_500;
/** Of the time, reading a large catalog takes a twentieth at most. */
const INTERVALS_PER_READING = 20;
/** The gateway decides nothing by a view that is older than a minute. */
const LONGEST_INTERVAL_MS = 30_000;

/**
 * The part of the catalog that AI Foundation stands on, in memory and renewed
 * within two seconds, or more slowly where the catalog is so large that
 * reading it takes long. Where it does not answer, the last view stays, and its
 * age tells.
 */
export class CatalogView {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #logger: LoggerService;
  readonly #clock: Clock;
  #snapshot: CatalogSnapshot | undefined;
  #refreshing: Promise<CatalogSnapshot> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #failing = false;

  constructor(options: {
    catalog: CatalogService;
    auth: AuthService;
    logger: LoggerService;
    clock: Clock;
  }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#logger = options.logger;
    this.#clock = options.clock;
  }

  start(): void {
    const tick = async () => {
      const startedAtMs = performance.now();
      await this.refresh().catch(() => undefined);
      const tookMs = performance.now() - startedAtMs;
      this.#timer = setTimeout(
        tick,
        Math.min(
          Math.max(REFRESH_INTERVAL_MS, tookMs * INTERVALS_PER_READING),
          LONGEST_INTERVAL_MS,
        ),
      ).unref();
    };
    this.#timer = setTimeout(tick, 0).unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** The newest view, or the first one where there is none yet. */
  async current(): Promise<CatalogSnapshot> {
    return this.#snapshot ?? this.refresh();
  }

  /** Reads the catalog now; callers at the same time share one reading. */
  async refresh(): Promise<CatalogSnapshot> {
    this.#refreshing ??= this.#read().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  async #read(): Promise<CatalogSnapshot> {
    try {
      const readAtMs = this.#clock();
      const { items } = await this.#catalog.getEntities(
        { filter: { kind: KINDS }, fields: FIELDS },
        { credentials: await this.#auth.getOwnServiceCredentials() },
      );
      this.#snapshot = toSnapshot(items, readAtMs);
      this.#failing = false;
      return this.#snapshot;
    } catch (error) {
      if (!this.#failing) {
        this.#logger.warn(`The catalog cannot be read: ${error}`);
        this.#failing = true;
      }
      throw error;
    }
  }
}

function toSnapshot(entities: Entity[], readAtMs: number): CatalogSnapshot {
  const byRef = (items: Entity[]) =>
    new Map(items.map(item => [stringifyEntityRef(item), item]));
  const ofKind = (kind: string) => entities.filter(item => item.kind === kind);

  const groupEntities = byRef(ofKind('Group'));
  const groups = new Map(
    [...groupEntities].map(([ref, group]) => [ref, toTeam(ref, group)]),
  );
  const teams = new Map(
    [...groups].filter(
      ([ref]) => groupEntities.get(ref)?.spec?.type === 'team',
    ),
  );
  return {
    readAtMs,
    models: byRef(entities.filter(isAiModelEntity)) as Map<
      string,
      AiModelEntity
    >,
    tiers: new Map(
      entities
        .filter(isDataTierEntity)
        .map(tier => [tier.metadata.name.toLocaleLowerCase('en-US'), tier]),
    ),
    groups,
    teams,
    people: new Map(
      [...byRef(ofKind('User'))].map(([ref, user]) => [
        ref,
        { ref, name: nameOf(user), email: profileOf(user).email },
      ]),
    ),
    applications: new Map(
      [...byRef(ofKind('Component'))].flatMap(([ref, component]) => {
        const teamRef = targetsOf(component, RELATION_OWNED_BY).find(owner =>
          teams.has(owner),
        );
        return teamRef
          ? [[ref, toApplication(ref, component, teamRef)] as const]
          : [];
      }),
    ),
    dataSources: new Map(
      [...byRef(ofKind('Resource'))].map(([ref, resource]) => [
        ref,
        toDataSource(ref, resource),
      ]),
    ),
  };
}

function toApplication(
  ref: string,
  component: Entity,
  teamRef: string,
): CatalogApplication {
  const labels = [component.spec?.type, ...(component.metadata.tags ?? [])];
  const dependenciesOf = (kind: string) =>
    targetsOf(component, RELATION_DEPENDS_ON).filter(
      target => parseEntityRef(target).kind === kind,
    );
  return {
    ref,
    title: nameOf(component),
    teamRef,
    lifecycle:
      typeof component.spec?.lifecycle === 'string'
        ? lowerCase(component.spec.lifecycle)
        : undefined,
    labels: labels.map(label => lowerCase(String(label))),
    annotationNames: Object.keys(component.metadata.annotations ?? {}).map(
      lowerCase,
    ),
    dataSourceRefs: dependenciesOf('resource'),
    modelRefs: dependenciesOf('aimodel'),
  };
}

function toDataSource(ref: string, resource: Entity): DataSource {
  const tier = resource.metadata.annotations?.[ANNOTATION_DATA_TIER];
  return {
    ref,
    title: nameOf(resource),
    type: String(resource.spec?.type ?? ''),
    ownerRef: targetsOf(resource, RELATION_OWNED_BY)[0],
    tags: (resource.metadata.tags ?? []).map(lowerCase),
    tier:
      tier && parseEntityRef(lowerCase(tier), { defaultKind: 'datatier' }).name,
  };
}

function toTeam(ref: string, group: Entity): Team {
  return {
    ref,
    title: nameOf(group),
    parentRef: targetsOf(group, 'childOf')[0],
    memberRefs: targetsOf(group, RELATION_HAS_MEMBER).filter(
      target => parseEntityRef(target).kind === 'user',
    ),
    leadRef: fullRef(
      group.metadata.annotations?.[ANNOTATION_LEAD] ?? '',
      'user',
    ),
  };
}

function targetsOf(entity: Entity, relation: string): string[] {
  return (entity.relations ?? [])
    .filter(({ type }) => type === relation)
    .map(({ targetRef }) => targetRef)
    .sort();
}

function nameOf(entity: Entity): string {
  const { name, title } = entity.metadata;
  return profileOf(entity).displayName ?? title ?? name;
}

function profileOf(entity: Entity): { displayName?: string; email?: string } {
  return (entity.spec?.profile ?? {}) as {
    displayName?: string;
    email?: string;
  };
}

function lowerCase(text: string): string {
  return text.toLocaleLowerCase('en-US');
}
