import { ModelDecision } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useMemo } from 'react';
import { Translate, useMessages } from '../../hooks/useMessages';
import { useModelHistory } from '../../hooks/useModelHistory';
import { Answered } from '../Answered';
import { DataColumn, DataTable } from '../DataTable';
import { EntityName } from '../EntityName';
import { RelativeTime } from '../RelativeTime';
import { Status } from '../Status';
import { FieldChanges } from './FieldChanges';

const TONES = {
  approved: 'positive',
  suspended: 'warning',
  retired: 'negative',
} as const;

/** Who decided what about a model, why, and what had changed by then? */
export function ModelHistory(props: { modelRef: string }) {
  const { t } = useMessages();
  const history = useModelHistory(props.modelRef);
  const label = t('models.history.decisions');
  const columns = useMemo(
    () => columnsOf(t, history.value?.items.at(-1)?.id),
    [t, history.value],
  );
  return (
    <Answered
      answer={history}
      loading={<DataTable label={label} columns={columns} rows={undefined} />}
      isEmpty={({ items }) => items.length === 0}
      empty={<>{t('models.history.none')}</>}
    >
      {({ items }) => (
        <DataTable label={label} columns={columns} rows={items} />
      )}
    </Answered>
  );
}

function columnsOf(
  t: Translate,
  firstId: string | undefined,
): Array<DataColumn<ModelDecision>> {
  return [
    {
      id: 'when',
      label: t('models.history.when'),
      kind: 'short',
      cell: ({ decidedAt }) => <RelativeTime instant={decidedAt} />,
    },
    {
      id: 'decision',
      label: t('models.history.decision'),
      kind: 'short',
      cell: ({ decision }) => (
        <Status tone={TONES[decision]}>
          {t(`models.history.verdict.${decision}`)}
        </Status>
      ),
    },
    {
      id: 'by',
      label: t('models.history.by'),
      cell: ({ decidedBy }) => <EntityName entityRef={decidedBy} plain />,
    },
    {
      id: 'reason',
      label: t('models.history.reason'),
      kind: 'words',
      cell: ({ reason }) => reason,
    },
    {
      id: 'changes',
      label: t('models.history.changes'),
      kind: 'words',
      cell: ({ id, changes }) =>
        changes.length > 0 ? (
          <FieldChanges changes={changes} />
        ) : (
          t(`models.history.${id === firstId ? 'first' : 'unchanged'}`)
        ),
    },
  ];
}
