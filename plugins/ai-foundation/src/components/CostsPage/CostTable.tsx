import { useMemo } from 'react';
import { Translate, useMessages } from '../../hooks/useMessages';
import { DataColumn, DataTable } from '../DataTable';
import { EntityName } from '../EntityName';
import { Money } from '../Money';
import { Quantity } from '../Quantity';
import { percentOf } from './percentOf';
import { CostRow } from './sumRows';

/** Costs by team or by model, the largest first. */
export function CostTable(props: {
  label: string;
  /** What a row is. */
  subject: string;
  rows: CostRow[] | undefined;
  totalPicoUsd: string;
}) {
  const { t } = useMessages();
  const { subject, totalPicoUsd } = props;
  const columns = useMemo(
    () => columnsOf(t, subject, totalPicoUsd),
    [t, subject, totalPicoUsd],
  );
  return (
    <DataTable
      label={props.label}
      columns={columns}
      rows={props.rows}
      initialSort={{ column: 'cost', direction: 'descending' }}
    />
  );
}

function columnsOf(
  t: Translate,
  subject: string,
  totalPicoUsd: string,
): Array<DataColumn<CostRow>> {
  const count = (
    id:
      | 'requests'
      | 'failedRequests'
      | 'inputTokens'
      | 'cachedInputTokens'
      | 'outputTokens',
    label: string,
    unit?: string,
  ): DataColumn<CostRow> => ({
    id,
    label,
    unit,
    kind: 'numeric',
    sortBy: row => row[id],
    cell: row => <Quantity value={row[id]} />,
  });
  return [
    {
      id: 'subject',
      label: subject,
      sortBy: row => row.entityRef ?? '',
      cell: row =>
        row.entityRef ? (
          <EntityName entityRef={row.entityRef} />
        ) : (
          t('costs.table.noModel')
        ),
    },
    {
      id: 'cost',
      label: t('costs.table.cost'),
      kind: 'numeric',
      sortBy: row => BigInt(row.costPicoUsd),
      cell: row => <Money picoUsd={row.costPicoUsd} />,
    },
    {
      id: 'share',
      label: t('costs.table.share'),
      unit: t('costs.table.ofCost'),
      kind: 'numeric',
      sortBy: row => BigInt(row.costPicoUsd),
      cell: row => percentOf(row.costPicoUsd, totalPicoUsd).toFixed(1),
    },
    count('requests', t('costs.table.requests')),
    count('failedRequests', t('costs.table.failed')),
    count('inputTokens', t('costs.table.input'), t('costs.table.tokens')),
    count(
      'cachedInputTokens',
      t('costs.table.cached'),
      t('costs.table.tokens'),
    ),
    count('outputTokens', t('costs.table.output'), t('costs.table.tokens')),
    {
      id: 'estimated',
      label: t('costs.table.estimated'),
      unit: t('costs.table.ofCost'),
      kind: 'numeric',
      sortBy: row => percentOf(row.estimatedCostPicoUsd, row.costPicoUsd),
      cell: row =>
        percentOf(row.estimatedCostPicoUsd, row.costPicoUsd).toFixed(1),
    },
  ];
}
