import { Evaluation } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { InitialSetVersion, SourceStanding } from './types';

/**
 * Whether the classification scheme is applied to the initial set: a set is
 * approved, it still holds what live keys and the inventory name, and a person
 * or a reviewed rule is behind the tier of each source in it.
 */
export function initialSetState(
  approved: InitialSetVersion | undefined,
  facts: {
    /** What live keys and the inventory name. */
    required: readonly string[];
    sources: ReadonlyArray<Pick<SourceStanding, 'state'> & { ref: string }>;
  },
): Evaluation {
  if (!approved) {
    return {
      state: 'not-evaluable',
      checks: [
        {
          id: 'approved',
          passed: false,
          reason: 'No initial set is approved yet.',
        },
      ],
    };
  }
  const missing = facts.required.filter(ref => !approved.sources.includes(ref));
  const confirmed = new Set(
    facts.sources.flatMap(({ ref, state }) =>
      state === 'confirmed' ? [ref] : [],
    ),
  );
  const open = approved.sources.filter(ref => !confirmed.has(ref));
  const checks = [
    {
      id: 'approved',
      passed: approved.sources.length > 0,
      reason: `The set '${approved.name}' with ${approved.sources.length} data sources is approved.`,
    },
    {
      id: 'complete',
      passed: missing.length === 0,
      reason: missing.length
        ? `Live keys or the usage inventory name what it misses: ${missing.join(
            ', ',
          )}.`
        : 'It holds every data source that live keys and the usage inventory name.',
    },
    {
      id: 'confirmed',
      passed: open.length === 0,
      reason: open.length
        ? `Nobody is behind the tier of ${open.length} of ${
            approved.sources.length
          } data sources: ${open.join(', ')}.`
        : 'A person or a reviewed rule is behind the tier of each of its data sources.',
    },
  ];
  return {
    state: checks.every(({ passed }) => passed) ? 'met' : 'not-met',
    checks,
  };
}
