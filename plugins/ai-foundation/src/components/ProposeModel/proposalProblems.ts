import {
  aiModelViolations,
  ENTITY_NAME,
  FieldViolation,
  Model,
  Provider,
  Tier,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { entityOf, Proposal, PROPOSAL_FIELDS, ProposalField } from './Proposal';

/** What a proposal can name. */
export interface ProposalChoices {
  providers: Provider[];
  tiers: Tier[];
  models: Model[];
}

/** What is wrong with which field; empty where the catalog would take it. */
export type Problems = ReadonlyMap<ProposalField, string>;

/** Checks a proposal by the rules of the catalog and of a decision. */
export function proposalProblems(
  proposal: Proposal,
  choices: ProposalChoices,
): Problems {
  const { metadata, spec } = entityOf(proposal);
  const violations = [
    ...nameViolations(metadata.name, choices.models),
    ...aiModelViolations(spec),
  ];
  return new Map(
    // The first of a field counts, so it comes last into the map.
    violations.reverse().map(({ path, problem }) => [fieldOf(path), problem]),
  );
}

function nameViolations(name: unknown, models: Model[]): FieldViolation[] {
  const path = '/metadata/name';
  if (typeof name !== 'string') {
    return [{ path, problem: 'is required' }];
  }
  if (!ENTITY_NAME.test(name)) {
    return [
      {
        path,
        problem:
          'must be letters, digits, points and dashes, 63 of them at most',
      },
    ];
  }
  return models.some(model => model.name.toLowerCase() === name.toLowerCase())
    ? [{ path, problem: 'is taken by a model of the catalog' }]
    : [];
}

/** The field of the form that a path leads to; a list has one for all of it. */
function fieldOf(path: string): ProposalField {
  return (
    PROPOSAL_FIELDS.find(
      field => path === field || path.startsWith(`${field}/`),
    ) ?? '/metadata/name'
  );
}
