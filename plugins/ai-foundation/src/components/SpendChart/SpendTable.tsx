import { useMemo } from 'react';
import { useMessages } from '../../hooks/useMessages';
import { DataColumn, DataTable } from '../DataTable';
import { Money } from '../Money';
import { entityPresentationSnapshot } from '@backstage/plugin-catalog-react';
import { OTHERS, SpendByDay, SpendDay } from './spendByDay';

type DayRow = SpendDay & { id: string };

/** The figures behind the bars, the newest day first. */
export function SpendTable(props: { spend: SpendByDay }) {
  const { t } = useMessages();
  const { days, series } = props.spend;
  const columns = useMemo<Array<DataColumn<DayRow>>>(
    () => [
      {
        id: 'day',
        label: t('costs.chart.day'),
        kind: 'short',
        sortBy: row => row.day,
        cell: row => row.day,
      },
      ...(series.length > 1
        ? series.map<DataColumn<DayRow>>(name => ({
            id: name || 'others',
            label:
              name === OTHERS
                ? t('costs.chart.other')
                : entityPresentationSnapshot(name).primaryTitle,
            kind: 'numeric',
            sortBy: row => row.bySeries[name] ?? 0n,
            cell: row => <Money picoUsd={row.bySeries[name] ?? 0n} />,
          }))
        : []),
      {
        id: 'total',
        label: t('costs.chart.total'),
        kind: 'numeric',
        sortBy: row => row.total,
        cell: row => <Money picoUsd={row.total} />,
      },
    ],
    [t, series],
  );
  return (
    <DataTable
      label={t('costs.chart.label')}
      columns={columns}
      rows={days.map(day => ({ ...day, id: day.day }))}
      initialSort={{ column: 'day', direction: 'descending' }}
    />
  );
}
