import { FindingKind } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { CatalogApplication, CatalogSnapshot } from '../../kernel/CatalogView';
import { Sighting } from './types';

/** What a component's type or a tag of it tells. */
const LABELS: Readonly<Record<FindingKind, ReadonlySet<string>>> = {
  agent: new Set([
    'agent',
    'agents',
    'ai-agent',
    'agentic',
    'multi-agent',
    'autonomous',
    'mcp-server',
    'langgraph',
    'crewai',
    'autogen',
    'openai-agents',
    'claude-agent-sdk',
    'semantic-kernel-agents',
  ]),
  'premature-workload': new Set([
    'ai-workload',
    'evaluation-pipeline',
    'golden-dataset',
    'adversarial-testing',
    'fine-tuning',
    'model-training',
    'model-serving',
  ]),
};

const WORDS: Readonly<Record<FindingKind, string>> = {
  agent: 'an agent that acts without a person',
  'premature-workload': 'a workload that Stage 2 onboards',
};

/** The labels of an application that say that it came before its stage. */
export function prematureLabels(
  application: CatalogApplication,
  kind: FindingKind,
): string[] {
  return application.labels.filter(label => LABELS[kind].has(label));
}

/** What the catalog tells of agents and workloads that came before their stage. */
export function detectSightings({ applications }: CatalogSnapshot): Sighting[] {
  return [...applications.values()].flatMap(application =>
    (Object.keys(LABELS) as FindingKind[]).flatMap(kind => {
      const labels = prematureLabels(application, kind);
      return labels.length === 0
        ? []
        : [
            {
              kind,
              source: 'catalog' as const,
              subjectRef: application.ref,
              title: `${application.title} looks like ${WORDS[kind]}`,
              detail: `Its component in the catalog has the type or tag ${labels.join(
                ', ',
              )}.`,
              reportedBy: undefined,
            },
          ];
    }),
  );
}
