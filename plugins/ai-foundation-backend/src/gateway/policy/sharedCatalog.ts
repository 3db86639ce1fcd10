import {
  AiModelEntity,
  DataTierEntity,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { createHash } from 'node:crypto';
import { PolicyCatalog } from './PolicyCatalog';

/** What portals and data planes must be configured alike in, or their records disagree. */
export interface SharedSettings {
  /** IANA name. */
  timeZone: string;
  demo: boolean;
}

/** What the one row of `shared_catalog` holds, as JSON. */
interface SharedContent {
  settings: SharedSettings;
  models: Array<[string, AiModelEntity]>;
  tiers: Array<[string, DataTierEntity]>;
  owners: string[];
  people: string[];
}

/** The same catalog always gives the same content. */
export function toShared(
  catalog: PolicyCatalog,
  settings: SharedSettings,
): { content: string; sha256: string } {
  const shared: SharedContent = {
    settings: { timeZone: settings.timeZone, demo: settings.demo },
    models: byKey(catalog.models),
    tiers: byKey(catalog.tiers),
    owners: [...catalog.owners].sort(),
    people: [...catalog.people].sort(),
  };
  const content = JSON.stringify(shared);
  return { content, sha256: sha256Of(content) };
}

/** @throws Error where the row is not whole, or its portal is configured otherwise. */
export function fromShared(
  row: { content: string; sha256: string; readAtMs: number },
  settings: SharedSettings,
): PolicyCatalog {
  if (sha256Of(row.content) !== row.sha256) {
    throw new Error('The shared catalog is not what its hash says');
  }
  const shared: SharedContent = JSON.parse(row.content);
  for (const key of ['timeZone', 'demo'] as const) {
    if (shared.settings[key] !== settings[key]) {
      throw new Error(
        `aiFoundation.${key} is '${settings[key]}' here and '${shared.settings[key]}' in the portal; both must have the same`,
      );
    }
  }
  return {
    readAtMs: row.readAtMs,
    models: new Map(shared.models),
    tiers: new Map(shared.tiers),
    owners: new Set(shared.owners),
    people: new Set(shared.people),
  };
}

function byKey<Value>(map: ReadonlyMap<string, Value>): Array<[string, Value]> {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
