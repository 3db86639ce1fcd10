import {
  Model,
  picoUsdPerToken,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Button } from '@backstage/ui';
import { Translate } from '../../hooks/useMessages';
import { DataColumn } from '../DataTable';
import { EntityName } from '../EntityName';
import { ModelStatus } from '../ModelStatus';
import { RelativeTime } from '../RelativeTime';
import { TierName } from '../TierName';

/** A model as a row. */
export type DecisionRow = Model & { id: string };

/** What a list of decisions shows; without `onDecide` it is only read. */
export function decisionColumns(
  t: Translate,
  onDecide: ((ref: string) => void) | undefined,
): Array<DataColumn<DecisionRow>> {
  const columns: Array<DataColumn<DecisionRow>> = [
    {
      id: 'model',
      label: t('governance.models.table.model'),
      sortBy: model => model.title,
      cell: model => <EntityName entityRef={model.ref} />,
    },
    {
      id: 'status',
      label: t('governance.models.table.status'),
      kind: 'words',
      sortBy: model => model.approval,
      cell: model => <ModelStatus model={model} />,
    },
    {
      id: 'tier',
      label: t('governance.models.table.tier'),
      unit: t('governance.models.table.tierUnit'),
      kind: 'short',
      sortBy: model => model.tier,
      cell: model => <TierName name={model.tier} />,
    },
    rateColumn('input', t),
    rateColumn('output', t),
    {
      id: 'decision',
      label: t('governance.models.table.decision'),
      kind: 'words',
      sortBy: model => model.decision?.decidedAt ?? '',
      cell: ({ decision }) =>
        decision
          ? t('governance.models.table.decisionBy', {
              name: <EntityName entityRef={decision.decidedBy} plain />,
              when: <RelativeTime instant={decision.decidedAt} />,
              reason: decision.reason,
            })
          : '–',
    },
  ];
  if (onDecide) {
    // Beside the name, where it is in sight on a telephone too.
    columns.splice(1, 0, {
      id: 'action',
      label: t('governance.models.table.action'),
      kind: 'short',
      cell: model => (
        <Button
          size="small"
          variant="secondary"
          aria-label={t('governance.models.decideFor', { model: model.title })}
          onPress={() => onDecide(model.ref)}
        >
          {t('governance.models.decide')}
        </Button>
      ),
    });
  }
  return columns;
}

function rateColumn(
  id: 'input' | 'output',
  t: Translate,
): DataColumn<DecisionRow> {
  return {
    id,
    label: t(`governance.models.table.${id}`),
    unit: t('governance.models.table.perMillion'),
    kind: 'numeric',
    sortBy: model => picoUsdPerToken(model.price?.[id] ?? '0'),
    cell: model => model.price?.[id] ?? '–',
  };
}
