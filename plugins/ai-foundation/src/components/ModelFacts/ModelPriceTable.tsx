import { Model } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Text } from '@backstage/ui';
import { Translate, useMessages } from '../../hooks/useMessages';
import { DataColumn, DataTable } from '../DataTable';

type Price = NonNullable<Model['price']>;

const RATES = [
  'input',
  'cachedInput',
  'cacheWrite',
  'cacheWrite1h',
  'inputAudio',
  'output',
  'outputAudio',
] as const;

type RateRow = { id: string; name: string; standard?: string; long?: string };

/** The rates in force per million tokens, those of long inputs beside them. */
export function ModelPriceTable(props: { model: Model }) {
  const { t } = useMessages();
  const { price } = props.model;
  if (!price) {
    return <Text as="p">{t('entity.model.noPrice')}</Text>;
  }
  return (
    <div>
      <DataTable
        label={t('entity.model.price')}
        columns={columnsOf(t, price)}
        rows={rowsOf(t, price)}
      />
      <Text as="p" variant="body-small" color="secondary">
        {t('entity.model.priceSince', {
          date: price.effectiveFrom.slice(0, 10),
          source: price.source,
        })}
      </Text>
    </div>
  );
}

/** A rate that has no figure of its own costs what its total costs. */
function rowsOf(t: Translate, price: Price): RateRow[] {
  return RATES.filter(rate => price[rate] ?? price.longContext?.[rate]).map(
    rate => ({
      id: rate,
      name: t(`entity.model.rates.${rate}`),
      standard: price[rate],
      long: price.longContext?.[rate],
    }),
  );
}

function columnsOf(t: Translate, price: Price): Array<DataColumn<RateRow>> {
  const unit = t('entity.model.priceUnit');
  const columns: Array<DataColumn<RateRow>> = [
    { id: 'rate', label: t('entity.model.rate'), cell: row => row.name },
    {
      id: 'standard',
      label: t('entity.model.standard'),
      unit,
      kind: 'numeric',
      cell: row => row.standard ?? '–',
    },
  ];
  if (price.longContext) {
    const tokens = price.longContext.fromInputTokens;
    columns.push({
      id: 'long',
      label: t('entity.model.long', { tokens: tokens.toLocaleString('en') }),
      unit,
      kind: 'numeric',
      cell: row => row.long ?? '–',
    });
  }
  return columns;
}
