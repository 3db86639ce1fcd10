import {
  Model,
  picoUsdPerToken,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Text } from '@backstage/ui';
import { Filters } from '../../hooks/useFilters';
import { Translate } from '../../hooks/useMessages';
import { DataColumn } from '../DataTable';
import { costOfRequest, RequestSize } from '../ModelPrice';
import { ModelStatus } from '../ModelStatus';
import { Money } from '../Money';
import { Quantity } from '../Quantity';
import { TierName } from '../TierName';
import { ModelChoice } from './ModelChoice';
import styles from './ModelsPage.module.css';

/** A model as a row. */
export type ModelRow = Model & { id: string };

/** What the catalog of models shows, with the cost of a request of a size. */
export function modelColumns(
  t: Translate,
  size: RequestSize,
  filters: Filters,
): Array<DataColumn<ModelRow>> {
  return [
    {
      id: 'model',
      label: t('models.table.model'),
      sortBy: model => model.title,
      cell: model => (
        <>
          <Text weight="bold">{model.title}</Text>
          <code className={styles.id}>{model.providerModel}</code>
        </>
      ),
    },
    {
      id: 'compare',
      label: t('models.choose.column'),
      kind: 'short',
      cell: model => <ModelChoice model={model} filters={filters} />,
    },
    {
      id: 'status',
      label: t('models.table.status'),
      sortBy: model => model.approval,
      cell: model => <ModelStatus model={model} />,
    },
    {
      id: 'tier',
      label: t('models.table.tier'),
      unit: t('models.table.tierUnit'),
      kind: 'short',
      sortBy: model => model.tier,
      cell: model => <TierName name={model.tier} />,
    },
    rateColumn('input', t('models.table.input'), t),
    rateColumn('cachedInput', t('models.table.cached'), t),
    rateColumn('output', t('models.table.output'), t),
    {
      id: 'request',
      label: t('models.table.request'),
      unit: t('models.table.requestUnit'),
      kind: 'numeric',
      sortBy: model => costOfRequest(model, size) ?? 0n,
      cell: model => {
        const cost = costOfRequest(model, size);
        return cost === undefined ? '–' : <Money picoUsd={cost} />;
      },
    },
    {
      id: 'context',
      label: t('models.table.context'),
      unit: t('models.table.contextUnit'),
      kind: 'numeric',
      sortBy: model => model.contextWindow,
      cell: model => <Quantity value={model.contextWindow} />,
    },
    {
      id: 'restrictions',
      label: t('models.table.restrictions'),
      cell: model => <Restrictions model={model} t={t} />,
    },
  ];
}

function rateColumn(
  id: 'input' | 'cachedInput' | 'output',
  label: string,
  t: Translate,
): DataColumn<ModelRow> {
  const rateOf = (model: Model) => model.price?.[id];
  return {
    id,
    label,
    unit: t('models.table.perMillion'),
    kind: 'numeric',
    sortBy: model => picoUsdPerToken(rateOf(model) ?? '0'),
    cell: model => rateOf(model) ?? '–',
  };
}

function Restrictions(props: { model: Model; t: Translate }) {
  const { restrictions, unrestrictedBecause } = props.model;
  if (restrictions.length === 0) {
    return (
      <Text color="secondary">
        {props.t('models.unrestricted', { reason: unrestrictedBecause ?? '' })}
      </Text>
    );
  }
  return (
    <ul className={styles.restrictions}>
      {restrictions.map(restriction => (
        <li key={restriction}>{restriction}</li>
      ))}
    </ul>
  );
}
