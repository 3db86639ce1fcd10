import { SortDescriptor } from '@backstage/ui';
import { DataColumn } from './DataTable';

/** The rows in the order that the column's values ask for. */
export function sortRows<T>(
  rows: T[],
  columns: Array<DataColumn<T>>,
  sort: SortDescriptor | undefined,
): T[] {
  const sortBy = columns.find(column => column.id === sort?.column)?.sortBy;
  if (!sortBy) {
    return rows;
  }
  const sign = sort?.direction === 'descending' ? -1 : 1;
  return [...rows].sort((a, b) => sign * compare(sortBy(a), sortBy(b)));
}

function compare(
  a: string | number | bigint,
  b: string | number | bigint,
): number {
  if (typeof a === 'string' && typeof b === 'string') {
    return a.localeCompare(b);
  }
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
