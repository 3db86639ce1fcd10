import { useMemo } from 'react';
import { Translate, useMessages } from '../../hooks/useMessages';
import { DataColumn, DataTable } from '../DataTable';
import { Money } from '../Money';
import { Quantity } from '../Quantity';
import { CostLine } from './costLines';

/** Tokens times rates, line by line. */
export function CostTable(props: { lines: CostLine[] }) {
  const { t } = useMessages();
  const columns = useMemo(() => columnsOf(t), [t]);
  return (
    <DataTable
      label={t('requests.one.bucket.label')}
      columns={columns}
      rows={props.lines}
    />
  );
}

function columnsOf(t: Translate): Array<DataColumn<CostLine>> {
  return [
    {
      id: 'kind',
      label: t('requests.one.bucket.kind'),
      cell: line => t(`requests.one.bucket.${line.id}`),
    },
    {
      id: 'tokens',
      label: t('requests.one.bucket.tokens'),
      kind: 'numeric',
      cell: line => <Quantity value={line.tokens} />,
    },
    {
      id: 'rate',
      label: t('requests.one.bucket.rate'),
      unit: t('requests.one.bucket.rateUnit'),
      kind: 'numeric',
      cell: line => line.rate,
    },
    {
      id: 'cost',
      label: t('requests.one.bucket.cost'),
      kind: 'numeric',
      cell: line => <Money picoUsd={line.picoUsd} />,
    },
  ];
}
