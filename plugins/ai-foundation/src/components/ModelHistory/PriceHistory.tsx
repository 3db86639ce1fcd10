import { PricePeriod } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Link } from '@backstage/ui';
import { useMemo } from 'react';
import { Translate, useMessages } from '../../hooks/useMessages';
import { useModelPrices } from '../../hooks/useModelPrices';
import { Answered } from '../Answered';
import { DataColumn, DataTable } from '../DataTable';
import { EntityName } from '../EntityName';
import { RelativeTime } from '../RelativeTime';

type PriceRow = PricePeriod & { id: string };

/** Which price of a model applied when, and who approved it? */
export function PriceHistory(props: { modelRef: string }) {
  const { t } = useMessages();
  const prices = useModelPrices(props.modelRef);
  const label = t('models.history.prices');
  const columns = useMemo(() => columnsOf(t), [t]);
  return (
    <Answered
      answer={prices}
      loading={<DataTable label={label} columns={columns} rows={undefined} />}
      isEmpty={({ items }) => items.length === 0}
      empty={<>{t('models.history.noPrices')}</>}
    >
      {({ items }) => (
        <DataTable
          label={label}
          columns={columns}
          rows={items.map(period => ({ ...period, id: period.from }))}
        />
      )}
    </Answered>
  );
}

function columnsOf(t: Translate): Array<DataColumn<PriceRow>> {
  return [
    {
      id: 'from',
      label: t('models.history.from'),
      kind: 'short',
      cell: ({ from }) => <RelativeTime instant={from} />,
    },
    {
      id: 'until',
      label: t('models.history.until'),
      cell: ({ until }) =>
        until ? <RelativeTime instant={until} /> : t('models.history.open'),
    },
    rateColumn('input', t('models.history.input'), t),
    rateColumn('cachedInput', t('models.history.cached'), t),
    rateColumn('output', t('models.history.output'), t),
    {
      id: 'approvedBy',
      label: t('models.history.approvedBy'),
      cell: ({ approvedBy }) => <EntityName entityRef={approvedBy} plain />,
    },
    {
      id: 'source',
      label: t('models.history.source'),
      cell: ({ price }) => (
        <Link href={price.source} target="_blank" title={price.source}>
          {new URL(price.source).hostname}
        </Link>
      ),
    },
  ];
}

function rateColumn(
  id: 'input' | 'cachedInput' | 'output',
  label: string,
  t: Translate,
): DataColumn<PriceRow> {
  return {
    id,
    label,
    unit: t('models.table.perMillion'),
    kind: 'numeric',
    cell: ({ price }) => price[id] ?? '–',
  };
}
