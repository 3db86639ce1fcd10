import {
  Coverage,
  EvaluationState,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { SourceReferences, SourceStanding } from './types';

/**
 * How many of all data sources are classified, and by how many people or
 * reviewed rules. The denominator is every source that is known or named,
 * whether or not it has a tier; of none at all there is nothing to judge.
 */
export function coverageOf(
  sources: ReadonlyArray<
    Pick<SourceStanding, 'state'> & { references: SourceReferences }
  >,
): Coverage {
  const classified = sources.filter(({ state }) => state !== 'unclassified');
  const confirmed = sources.filter(({ state }) => state === 'confirmed');
  return {
    state: stateOf(sources.length, confirmed.length),
    total: sources.length,
    referenced: sources.filter(({ references }) => isReferenced(references))
      .length,
    classified: classified.length,
    confirmed: confirmed.length,
  };
}

/** Whether an application, a key or the inventory names it. */
export function isReferenced({
  applications,
  inventory,
}: SourceReferences): boolean {
  return applications.length > 0 || inventory;
}

function stateOf(total: number, confirmed: number): EvaluationState {
  if (total === 0) {
    return 'not-evaluable';
  }
  return confirmed === total ? 'met' : 'not-met';
}
