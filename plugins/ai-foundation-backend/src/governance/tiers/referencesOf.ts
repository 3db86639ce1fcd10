import { CatalogApplication } from '../../kernel/CatalogView';
import { SourceReferences } from './types';

/** Who names which data source, by its ref. */
export function referencesOf(options: {
  applications: ReadonlyMap<string, CatalogApplication>;
  /** By the application's ref. */
  activeKeys: ReadonlyMap<string, number>;
  inventory: readonly string[];
}): Map<string, SourceReferences> {
  const { applications, activeKeys, inventory } = options;
  const references = new Map<string, SourceReferences>();
  const add = (ref: string, more: SourceReferences) => {
    const known = references.get(ref);
    references.set(ref, {
      applications: [...(known?.applications ?? []), ...more.applications],
      keys: (known?.keys ?? 0) + more.keys,
      inventory: (known?.inventory ?? false) || more.inventory,
    });
  };
  for (const { ref: application, dataSourceRefs } of applications.values()) {
    for (const ref of dataSourceRefs) {
      add(ref, {
        applications: [application],
        keys: activeKeys.get(application) ?? 0,
        inventory: false,
      });
    }
  }
  for (const ref of inventory) {
    add(ref, { applications: [], keys: 0, inventory: true });
  }
  return references;
}
