import {
  AiModelEntity,
  DataTierEntity,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { AiFoundationConfig } from '../../kernel/AiFoundationConfig';
import { CatalogSnapshot, CatalogView } from '../../kernel/CatalogView';
import { ownerRefsOf } from '../keys/keyOwners';

/** What of the catalog decides about requests, at an instant. */
export interface PolicyCatalog {
  readAtMs: number;
  /** By entity ref. */
  models: ReadonlyMap<string, AiModelEntity>;
  /** By name, in lower case. */
  tiers: ReadonlyMap<string, DataTierEntity>;
  /** Refs of the teams and applications that there are, and of the group that runs the gateway. */
  owners: ReadonlySet<string>;
  /** Refs of the people that there are. */
  people: ReadonlySet<string>;
}

/** Where the gateway has it from. */
export interface PolicyCatalogSource {
  current(): Promise<PolicyCatalog>;
}

/** From the catalog of this portal. */
export function policyCatalogOf(
  view: CatalogView,
  { validation }: Pick<AiFoundationConfig, 'validation'>,
): PolicyCatalogSource {
  let last: { snapshot: CatalogSnapshot; catalog: PolicyCatalog } | undefined;
  return {
    async current() {
      const snapshot = await view.current();
      if (last?.snapshot !== snapshot) {
        last = {
          snapshot,
          catalog: toPolicyCatalog(snapshot, validation.ownerRef),
        };
      }
      return last.catalog;
    },
  };
}

function toPolicyCatalog(
  snapshot: CatalogSnapshot,
  runnerRef: string | undefined,
): PolicyCatalog {
  const { readAtMs, models, tiers, people } = snapshot;
  return {
    readAtMs,
    models,
    tiers,
    owners: ownerRefsOf(snapshot, runnerRef),
    people: new Set(people.keys()),
  };
}
