import {
  Cell,
  Column,
  Row,
  SortDescriptor,
  TableBody,
  TableBodySkeleton,
  TableHeader,
  TableRoot,
} from '@backstage/ui';
import { ReactNode, useState } from 'react';
import styles from './DataTable.module.css';
import { sortRows } from './sortRows';

/** A column of a table. */
export interface DataColumn<T> {
  id: string;
  label: string;
  /** What the column's numbers count. */
  unit?: string;
  /** `numeric` aligns right, `short` keeps to a line, `words` gets room. */
  kind?: 'numeric' | 'short' | 'words';
  /** What it sorts by: what it shows. Without it the column does not sort. */
  sortBy?: (row: T) => string | number | bigint;
  cell: (row: T) => ReactNode;
}

/** A table as wide as its content needs; it scrolls inside of its frame. */
export function DataTable<T extends { id: string }>(props: {
  label: string;
  columns: Array<DataColumn<T>>;
  /** Undefined while they load. */
  rows: T[] | undefined;
  isStale?: boolean;
  initialSort?: SortDescriptor;
  getHref?: (row: T) => string | undefined;
}) {
  const { columns, rows, getHref } = props;
  const [sort, setSort] = useState(props.initialSort);

  return (
    <div className={styles.scroller}>
      <TableRoot
        aria-label={props.label}
        stale={props.isStale}
        isPending={rows === undefined}
        sortDescriptor={sort}
        onSortChange={setSort}
      >
        <TableHeader columns={columns}>
          {column => (
            <Column
              id={column.id}
              isRowHeader={column === columns[0]}
              allowsSorting={column.sortBy !== undefined}
              className={classOf(column)}
              textValue={column.label}
            >
              {column.label}
              {column.unit && (
                <span className={styles.unit}>{column.unit}</span>
              )}
            </Column>
          )}
        </TableHeader>
        {rows === undefined ? (
          <TableBodySkeleton columns={columns} />
        ) : (
          <TableBody
            items={sortRows(rows, columns, sort)}
            dependencies={[columns]}
          >
            {row => (
              <Row id={row.id} columns={columns} href={getHref?.(row)}>
                {column => (
                  <Cell className={classOf(column)}>{column.cell(row)}</Cell>
                )}
              </Row>
            )}
          </TableBody>
        )}
      </TableRoot>
    </div>
  );
}

function classOf(column: { kind?: 'numeric' | 'short' | 'words' }) {
  return column.kind && styles[column.kind];
}
