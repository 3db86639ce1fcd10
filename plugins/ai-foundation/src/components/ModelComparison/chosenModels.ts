import { Filters } from '../../hooks/useFilters';

/** The parameter of the address that keeps what is compared. */
export const CHOSEN = 'compare';
export const MIN_CHOSEN = 2;
export const MAX_CHOSEN = 4;

/** Names of the models that the address says are to be compared. */
export function chosenModels(filters: Filters): string[] {
  const names = (filters.get(CHOSEN) ?? '').split(',').filter(Boolean);
  return [...new Set(names)].slice(0, MAX_CHOSEN);
}

/** Adds a model to what is compared, or takes it away. */
export function chooseModel(
  filters: Filters,
  name: string,
  isChosen: boolean,
): void {
  const others = chosenModels(filters).filter(other => other !== name);
  const names = isChosen ? [...others, name] : others;
  filters.set({ [CHOSEN]: names.join(',') });
}
