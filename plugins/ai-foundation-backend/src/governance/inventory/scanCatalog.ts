import { CatalogApplication, CatalogSnapshot } from '../../kernel/CatalogView';
import { toolInText } from './knownTools';
import { Finding } from './types';

/**
 * Looks through the components that a team owns: for those that depend on a
 * model, and for those whose type, tags or annotations tell of generative AI.
 *
 * @param approved - refs of the models that may be used.
 */
export function scanCatalog(
  snapshot: CatalogSnapshot,
  approved: ReadonlySet<string>,
): { scanned: number; findings: Finding[] } {
  const applications = [...snapshot.applications.values()];
  return {
    scanned: applications.length,
    findings: applications.flatMap(application => {
      const found = hintOf(application, snapshot);
      return found
        ? [
            {
              teamRef: application.teamRef,
              purpose: undefined,
              tier: undefined,
              dataSourceRefs: [...application.dataSourceRefs],
              sanctioned:
                application.modelRefs.length > 0 &&
                application.modelRefs.every(ref => approved.has(ref)),
              since: undefined,
              ownerRef: undefined,
              notes: undefined,
              sourceKey: application.ref,
              ...found,
            },
          ]
        : [];
    }),
  };
}

function hintOf(
  { ref, modelRefs, labels, annotationNames }: CatalogApplication,
  { models }: CatalogSnapshot,
): Pick<Finding, 'tool' | 'provider' | 'evidence'> | undefined {
  if (modelRefs.length > 0) {
    const names = modelRefs.map(
      model => models.get(model)?.metadata.title ?? model.split('/')[1],
    );
    const [first] = modelRefs.map(model => models.get(model)?.spec.provider);
    return {
      tool: names.join(', '),
      provider: first,
      evidence: `${ref} depends on ${modelRefs.join(', ')}`,
    };
  }
  for (const [what, texts] of [
    ['label', labels],
    ['annotation', annotationNames],
  ] as const) {
    for (const text of texts) {
      const tool = toolInText(text);
      if (tool) {
        return {
          tool: tool.provider ?? text,
          provider: tool.provider,
          evidence: `${ref} has the ${what} ${text}`,
        };
      }
    }
  }
  return undefined;
}
