import { CeilingScope } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { CatalogSnapshot } from '../../kernel/CatalogView';
import { fullRef } from '../../kernel/fullRef';
import { CostCeiling } from './types';

/** Kinds of the entities that a ceiling can be for. */
const CATALOG_KIND = {
  team: 'group',
  application: 'component',
  model: 'aimodel',
};

/** Empty for the organisation, `undefined` where it is no ref. */
export function scopeRefOf(scope: CeilingScope): string | undefined {
  switch (scope.kind) {
    case 'organisation':
      return '';
    case 'key':
      return scope.ref;
    default:
      return fullRef(scope.ref, CATALOG_KIND[scope.kind]);
  }
}

/** Whether there is such a part of the organisation; keys are not in the catalog. */
export function isInCatalog(
  kind: Exclude<CeilingScope['kind'], 'key'>,
  ref: string,
  { applications, models, teams }: CatalogSnapshot,
): boolean {
  switch (kind) {
    case 'organisation':
      return true;
    case 'team':
      return teams.has(ref);
    case 'application':
      return applications.has(ref);
    default:
      return models.has(ref);
  }
}

/** The scope as the API tells it. */
export function toScope({
  scopeKind,
  scopeRef,
}: Pick<CostCeiling, 'scopeKind' | 'scopeRef'>): CeilingScope {
  return scopeKind === 'organisation' || scopeKind === 'drill'
    ? { kind: 'organisation' }
    : { kind: scopeKind, ref: scopeRef };
}

/** For sentences: `the organisation`, or a team, application, key or model by its name. */
export function nameOfScope(
  { scopeKind, scopeRef }: Pick<CostCeiling, 'scopeKind' | 'scopeRef'>,
  { applications, groups, models }: CatalogSnapshot,
): string {
  switch (scopeKind) {
    case 'team':
      return groups.get(scopeRef)?.title ?? scopeRef;
    case 'application':
      return applications.get(scopeRef)?.title ?? scopeRef;
    case 'model':
      return models.get(scopeRef)?.metadata.title ?? scopeRef;
    case 'key':
      return `key ${scopeRef}`;
    case 'drill':
      return 'a sandbox';
    default:
      return 'the organisation';
  }
}
