import {
  AiModelEntity,
  DataTierEntity,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { CatalogSnapshot, CatalogView } from '../../kernel/CatalogView';

/** What of the catalog decides about requests, at an instant. */
export interface PolicyCatalog {
  readAtMs: number;
  /** By entity ref. */
  models: ReadonlyMap<string, AiModelEntity>;
  /** By name, in lower case. */
  tiers: ReadonlyMap<string, DataTierEntity>;
  /** Refs of the teams and applications that there are. */
  owners: ReadonlySet<string>;
  /** Refs of the people that there are. */
  people: ReadonlySet<string>;
}

/** Where the gateway has it from. */
export interface PolicyCatalogSource {
  current(): Promise<PolicyCatalog>;
}

/** From the catalog of this portal. */
export function policyCatalogOf(view: CatalogView): PolicyCatalogSource {
  let last: { snapshot: CatalogSnapshot; catalog: PolicyCatalog } | undefined;
  return {
    async current() {
      const snapshot = await view.current();
      if (last?.snapshot !== snapshot) {
        last = { snapshot, catalog: toPolicyCatalog(snapshot) };
      }
      return last.catalog;
    },
  };
}

function toPolicyCatalog(snapshot: CatalogSnapshot): PolicyCatalog {
  const { readAtMs, models, tiers, teams, applications, people } = snapshot;
  return {
    readAtMs,
    models,
    tiers,
    owners: new Set([...teams.keys(), ...applications.keys()]),
    people: new Set(people.keys()),
  };
}
