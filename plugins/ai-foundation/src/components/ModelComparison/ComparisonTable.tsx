import { Model } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { ReactNode, useMemo } from 'react';
import { Translate, useMessages } from '../../hooks/useMessages';
import { DataColumn, DataTable } from '../DataTable';
import { Sentences } from '../Facts';
import { costOfRequest, RequestSize } from '../ModelPrice';
import { ModelStatus } from '../ModelStatus';
import { Money } from '../Money';
import { Quantity } from '../Quantity';
import { TierName } from '../TierName';
import styles from './ModelComparison.module.css';

interface FactRow {
  id: string;
  name: string;
  unit?: string;
  cell: (model: Model) => ReactNode;
}

/** Models side by side, a fact a row. */
export function ComparisonTable(props: { models: Model[]; size: RequestSize }) {
  const { t } = useMessages();
  const { models, size } = props;
  const columns = useMemo(() => columnsOf(models, t), [models, t]);
  const rows = useMemo(() => rowsOf(models, size, t), [models, size, t]);
  return (
    <DataTable
      label={t('models.compare.title')}
      columns={columns}
      rows={rows}
    />
  );
}

function columnsOf(models: Model[], t: Translate): Array<DataColumn<FactRow>> {
  return [
    {
      id: 'fact',
      label: t('models.compare.fact'),
      cell: ({ name, unit }) => (unit ? `${name}, ${unit}` : name),
    },
    ...models.map(
      (model): DataColumn<FactRow> => ({
        id: model.ref,
        label: model.title,
        kind: 'words',
        cell: row => row.cell(model),
      }),
    ),
  ];
}

function rowsOf(models: Model[], size: RequestSize, t: Translate): FactRow[] {
  const perMillion = t('models.table.perMillion');
  const rate = (id: 'input' | 'cachedInput' | 'output', name: string) => ({
    id,
    name,
    unit: perMillion,
    cell: (model: Model) => model.price?.[id] ?? '–',
  });
  return [
    {
      id: 'status',
      name: t('models.table.status'),
      cell: model => <ModelStatus model={model} />,
    },
    {
      id: 'tier',
      name: t('models.table.tier'),
      unit: t('models.table.tierUnit'),
      cell: model => <TierName name={model.tier} />,
    },
    rate('input', t('models.table.input')),
    rate('cachedInput', t('models.table.cached')),
    rate('output', t('models.table.output')),
    {
      id: 'request',
      name: t('models.table.request'),
      unit: t('models.table.requestUnit'),
      cell: costCell(models, size, t),
    },
    {
      id: 'context',
      name: t('models.table.context'),
      unit: t('models.table.contextUnit'),
      cell: model => <Quantity value={model.contextWindow} />,
    },
    {
      id: 'maxOutput',
      name: t('models.compare.maxOutput'),
      unit: t('models.table.contextUnit'),
      cell: model => <Quantity value={model.maxOutputTokens} />,
    },
    {
      id: 'restrictions',
      name: t('models.table.restrictions'),
      cell: ({ restrictions, unrestrictedBecause }) =>
        restrictions.length > 0 ? (
          <div className={styles.sentences}>
            <Sentences items={restrictions} />
          </div>
        ) : (
          t('models.unrestricted', { reason: unrestrictedBecause ?? '' })
        ),
    },
    {
      id: 'dataUse',
      name: t('entity.model.dataUse'),
      cell: ({ dataUse }) => dataUse,
    },
    {
      id: 'provider',
      name: t('entity.model.provider'),
      cell: ({ provider, external }) =>
        `${provider}, ${t(
          external ? 'entity.model.outside' : 'entity.model.inside',
        )}`,
    },
  ];
}

/** The cost of the request, the lowest of them said in words. */
function costCell(models: Model[], size: RequestSize, t: Translate) {
  const costs = models.flatMap(model => costOfRequest(model, size) ?? []);
  const lowest = costs.reduce(
    (least, cost) => (cost < least ? cost : least),
    costs[0] ?? 0n,
  );
  return (model: Model) => {
    const cost = costOfRequest(model, size);
    if (cost === undefined) {
      return '–';
    }
    return (
      <>
        <Money picoUsd={cost} />
        {cost === lowest && ` (${t('models.compare.lowest')})`}
      </>
    );
  };
}
