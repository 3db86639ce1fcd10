import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  Coverage,
  DataTierEntity,
  Evaluation,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Actor } from '../../kernel/AuditTrail';
import { CatalogSnapshot, CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { requirePerson } from '../../kernel/requirePerson';
import { ClassificationStore } from './ClassificationStore';
import { coverageOf } from './coverageOf';
import { referencesOf } from './referencesOf';
import { ClassificationFacts, effectiveTierOf, standingOf } from './standingOf';
import { tierSchemeState } from './tierScheme';
import { SourceReferences, SourceStanding } from './types';

/** A data source with how it stands and who names it. */
export interface ListedSource extends SourceStanding {
  ref: string;
  references: SourceReferences;
}

/** The tier that a key of an application needs, and why. */
export interface RequiredTier {
  tier: DataTierEntity;
  /** In a sentence, for people. */
  because: string;
}

/** Of a data source that nothing names. */
const NOBODY: SourceReferences = {
  applications: [],
  keys: 0,
  inventory: false,
};

/** Knows the data tiers, and as which of them each data source counts. */
export class TierService {
  readonly #store: ClassificationStore;
  readonly #inventorySources: () => Promise<readonly string[]>;
  readonly #policyChanges: PolicyChanges;
  readonly #catalogView: CatalogView;
  readonly #clock: Clock;

  constructor(options: {
    store: ClassificationStore;
    /** Refs of the data sources that the usage inventory names. */
    inventorySources: () => Promise<readonly string[]>;
    policyChanges: PolicyChanges;
    catalogView: CatalogView;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#inventorySources = options.inventorySources;
    this.#policyChanges = options.policyChanges;
    this.#catalogView = options.catalogView;
    this.#clock = options.clock;
  }

  /** Whether the tiers make a scheme. */
  async scheme(): Promise<Evaluation> {
    const { tiers } = await this.#catalogView.current();
    return tierSchemeState([...tiers.values()]);
  }

  /**
   * Every `Resource` and every data source that an application, a key or the
   * inventory names: first those that are not classified, among them those that
   * are named most.
   */
  async sources(): Promise<{ coverage: Coverage; items: ListedSource[] }> {
    const [facts, references] = await Promise.all([
      this.#facts(),
      this.references(),
    ]);
    const refs = new Set([
      ...facts.catalog.dataSources.keys(),
      ...references.keys(),
    ]);
    const items = [...refs]
      .map(ref => ({
        ref,
        ...standingOf(ref, facts),
        references: references.get(ref) ?? NOBODY,
      }))
      .sort(byNeed);
    return { coverage: coverageOf(items), items };
  }

  /** Who names which data source, by its ref. */
  async references(): Promise<Map<string, SourceReferences>> {
    const [{ applications }, activeKeys, inventory] = await Promise.all([
      this.#catalogView.current(),
      this.#store.activeKeysByApplication(this.#clock()),
      this.#inventorySources(),
    ]);
    return referencesOf({ applications, activeKeys, inventory });
  }

  /**
   * The tier that a key of an application needs: the highest among its data
   * sources, where one that nobody classified counts as the most restrictive;
   * `undefined` where it depends on none.
   */
  async highestTierOf(
    applicationRef: string,
  ): Promise<RequiredTier | undefined> {
    const [facts, { applications }] = await Promise.all([
      this.#facts(),
      this.#catalogView.current(),
    ]);
    const application = applications.get(applicationRef);
    const refs = application?.dataSourceRefs ?? [];
    const tier = effectiveTierOf(refs, facts);
    if (!application || !tier) {
      return undefined;
    }
    const reasons = refs
      .map(ref => ({ ref, ...standingOf(ref, facts) }))
      .filter(({ countsAs }) => countsAs === lowerCase(tier.metadata.name))
      .map(({ ref, state, countsAs }) => {
        const title = facts.catalog.dataSources.get(ref)?.title ?? ref;
        return state === 'unclassified'
          ? `${title}, which nobody has classified, so that it counts as ${countsAs}`
          : `${title}, which is ${countsAs}`;
      });
    return {
      tier,
      because: `${application.title} depends on ${reasons.join(' and on ')}.`,
    };
  }

  /**
   * Puts a person behind the tier that a data source's annotation names.
   *
   * @param choice.tier - the one that was looked at.
   * @param actor.mayManage - whether the permission policy lets them, for every
   *   source; the lead of the group that owns it may without.
   * @throws ConflictError where the annotation names another tier.
   */
  async confirm(
    actor: Actor & { mayManage: boolean },
    ref: string,
    choice: { tier: string; reason: string },
  ): Promise<ListedSource> {
    const snapshot = await this.#catalogView.refresh();
    requirePerson(actor.userRef, snapshot);
    const source = snapshot.dataSources.get(ref);
    if (!source) {
      throw new NotFoundError(
        `There is no data source '${ref}' in the catalog`,
      );
    }
    if (!actor.mayManage && !isLeadOf(actor.userRef, ref, snapshot)) {
      throw new NotAllowedError(
        `Only the lead of '${source.ownerRef}', which owns the data source, and people with the permission ai-foundation.classification.manage confirm its classification`,
      );
    }
    const tier = lowerCase(choice.tier);
    if (!source.tier || !snapshot.tiers.has(source.tier)) {
      throw new InputError(
        `'${ref}' names no tier of the catalog. Add the annotation to its entity first`,
      );
    }
    if (source.tier !== tier) {
      throw new ConflictError(
        `The annotation of '${ref}' names ${source.tier} now, not ${tier}. Reload the page and look at it again`,
      );
    }
    await this.#policyChanges.make(async transaction => {
      const before = (await this.#store.newestRecords(transaction)).get(ref);
      await this.#store.insertRecord(transaction, {
        sourceRef: ref,
        tier,
        classifiedBy: actor.userRef,
        classifiedAtMs: this.#clock(),
        reason: choice.reason,
        origin: actor.origin,
      });
      return {
        outcome: undefined,
        act: {
          actor: { userRef: actor.userRef, origin: actor.origin },
          action: 'classification.confirm',
          subject: ref,
          details: { before: before?.tier, after: tier, reason: choice.reason },
        },
      };
    });
    const facts = await this.#facts();
    const references = await this.references();
    return {
      ref,
      ...standingOf(ref, facts),
      references: references.get(ref) ?? NOBODY,
    };
  }

  async #facts(): Promise<ClassificationFacts> {
    const [catalog, records, rules] = await Promise.all([
      this.#catalogView.current(),
      this.#store.newestRecords(),
      this.#store.rules(),
    ]);
    return { catalog, records, rules };
  }
}

/** Whether a person leads the group that owns a data source. */
export function isLeadOf(
  userRef: string,
  sourceRef: string,
  { dataSources, groups }: CatalogSnapshot,
): boolean {
  const ownerRef = dataSources.get(sourceRef)?.ownerRef;
  return groups.get(ownerRef ?? '')?.leadRef === userRef;
}

const URGENCY = ['unclassified', 'outdated', 'unconfirmed', 'confirmed'];

function byNeed(a: ListedSource, b: ListedSource): number {
  return (
    URGENCY.indexOf(a.state) - URGENCY.indexOf(b.state) ||
    weightOf(b) - weightOf(a) ||
    a.ref.localeCompare(b.ref, 'en')
  );
}

function weightOf({ references }: ListedSource): number {
  const { applications, inventory, keys } = references;
  return applications.length + keys + Number(inventory);
}

function lowerCase(name: string): string {
  return name.toLocaleLowerCase('en-US');
}
