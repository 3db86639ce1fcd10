import {
  DataTierEntity,
  Provenance,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { CatalogSnapshot, DataSource } from '../../kernel/CatalogView';
import { instant } from '../../kernel/instant';
import {
  ClassificationRecord,
  RuleSelector,
  SourceRule,
  SourceStanding,
} from './types';

/** What says how a data source stands. */
export interface ClassificationFacts {
  catalog: Pick<CatalogSnapshot, 'tiers' | 'dataSources'>;
  /** The newest record of each data source, by its ref. */
  records: ReadonlyMap<string, ClassificationRecord>;
  rules: readonly SourceRule[];
}

/**
 * How a data source stands. Its annotation classifies it, and a person's record
 * or a reviewed rule that names the same tier confirms that. What is not known
 * counts as the most restrictive tier; a tier below the one that somebody
 * confirmed counts only once it is confirmed itself.
 */
export function standingOf(
  ref: string,
  facts: ClassificationFacts,
): SourceStanding {
  const { tiers } = facts.catalog;
  const source = facts.catalog.dataSources.get(ref);
  const rule = source && matchingRule(source, facts.rules);
  const suggestedTier = rule?.tier;
  const tier = tiers.get(source?.tier ?? '');
  if (!source?.tier || !tier) {
    return {
      state: 'unclassified',
      problem: whyUnclassified(source),
      tier: undefined,
      countsAs: mostRestrictive(tiers.values()),
      provenance: undefined,
      suggestedTier,
    };
  }
  const record = facts.records.get(ref);
  const provenance = provenanceOf(source.tier, record, rule);
  return {
    ...stateOf(source.tier, provenance, record),
    tier: source.tier,
    countsAs: mostRestrictive([
      tier,
      ...(provenance ? [] : tierOfRecord(record, tiers)),
    ]),
    provenance,
    suggestedTier,
  };
}

/**
 * The highest tier among data sources; `undefined` where there are none. This is
 * what a key of an application needs.
 */
export function effectiveTierOf(
  refs: readonly string[],
  facts: ClassificationFacts,
): DataTierEntity | undefined {
  const { tiers } = facts.catalog;
  const name = mostRestrictive(
    refs.flatMap(ref => tiers.get(standingOf(ref, facts).countsAs ?? '') ?? []),
  );
  return name === undefined ? undefined : tiers.get(name);
}

/** Whether a rule is about a data source. */
export function matches(selector: RuleSelector, source: DataSource): boolean {
  return (
    (selector.type === undefined || selector.type === source.type) &&
    (selector.owner === undefined || selector.owner === source.ownerRef) &&
    (selector.tag === undefined || source.tags.includes(selector.tag))
  );
}

/** Where several match, the one that was reviewed first. */
function matchingRule(
  source: DataSource,
  rules: readonly SourceRule[],
): SourceRule | undefined {
  return rules
    .filter(
      ({ review, withdrawnAtMs, selector }) =>
        review && withdrawnAtMs === undefined && matches(selector, source),
    )
    .sort((a, b) => (a.review?.atMs ?? 0) - (b.review?.atMs ?? 0))[0];
}

function whyUnclassified(source: DataSource | undefined): string {
  if (!source) {
    return 'It is not in the catalog.';
  }
  return source.tier
    ? `Its annotation names the tier '${source.tier}', which is not in the catalog.`
    : 'It has no annotation that names a tier.';
}

/** A person's word goes before a rule's. */
function provenanceOf(
  tier: string,
  record: ClassificationRecord | undefined,
  rule: SourceRule | undefined,
): Provenance | undefined {
  if (record?.tier === tier) {
    return {
      tier,
      basis: 'manual',
      by: record.classifiedBy,
      at: instant(record.classifiedAtMs),
      reason: record.reason,
    };
  }
  if (rule?.review && rule.tier === tier) {
    return {
      tier,
      basis: 'rule',
      ruleId: rule.id,
      by: rule.review.by,
      at: instant(rule.review.atMs),
      reason: rule.reason,
    };
  }
  return undefined;
}

function stateOf(
  tier: string,
  provenance: Provenance | undefined,
  record: ClassificationRecord | undefined,
): Pick<SourceStanding, 'state' | 'problem'> {
  if (provenance) {
    return { state: 'confirmed', problem: undefined };
  }
  return record
    ? {
        state: 'outdated',
        problem: `${record.classifiedBy} confirmed ${record.tier}; the annotation has been changed to ${tier} since.`,
      }
    : {
        state: 'unconfirmed',
        problem: `Its annotation names ${tier}, and nobody has confirmed it yet.`,
      };
}

function tierOfRecord(
  record: ClassificationRecord | undefined,
  tiers: CatalogSnapshot['tiers'],
): DataTierEntity[] {
  const tier = record && tiers.get(record.tier);
  return tier ? [tier] : [];
}

function mostRestrictive(tiers: Iterable<DataTierEntity>): string | undefined {
  const [highest] = [...tiers].sort((a, b) => b.spec.rank - a.spec.rank);
  return highest?.metadata.name.toLocaleLowerCase('en-US');
}
