import { Filters } from '../../hooks/useFilters';

/** Every filter of the page, by its name in the address. */
const FILTER_NAMES = [
  'range',
  'team',
  'application',
  'key',
  'model',
  'outcome',
  'tier',
  'provider',
  'error',
  'usage',
  'duration',
  'cost',
] as const;

type Question = Partial<Record<(typeof FILTER_NAMES)[number], string>>;

/** The filters that answer what operations asks often, by the question's id. */
export const QUESTIONS = {
  refused: { outcome: 'refused', range: '24h' },
  failed: { outcome: 'failed', range: '24h' },
  slow: { duration: '10', range: '24h' },
  expensive: { cost: '10', range: '7d' },
  uncertain: { usage: 'uncertain', range: '7d' },
  running: { outcome: 'running' },
} as const satisfies Record<string, Question>;

export type QuestionId = keyof typeof QUESTIONS;

/** Whether the page answers this question, and no narrower one. */
export function isAsked(id: QuestionId, filters: Filters): boolean {
  const question: Question = QUESTIONS[id];
  return FILTER_NAMES.every(name => filters.get(name) === question[name]);
}

/** Asks it from its newest answer on; none clears the filters. */
export function ask(id: QuestionId | undefined, filters: Filters): void {
  const question: Question = id === undefined ? {} : QUESTIONS[id];
  filters.set({
    ...Object.fromEntries(FILTER_NAMES.map(name => [name, question[name]])),
    cursor: undefined,
  });
}
