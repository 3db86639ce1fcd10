import {
  Model,
  modelDecidePermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { usePermission } from '@backstage/plugin-permission-react';
import { useMemo, useState } from 'react';
import { useMessages } from '../../hooks/useMessages';
import { useModels } from '../../hooks/useModels';
import { Answered } from '../Answered';
import { DataTable } from '../DataTable';
import { EmptyNotice } from '../EmptyNotice';
import { Section } from '../Section';
import { decisionColumns } from './decisionColumns';
import { DecisionDialog } from './DecisionDialog';

/** The models that wait for a decision, and below them those decided on. */
export function ModelDecisions() {
  const { t } = useMessages();
  const models = useModels();
  const mayDecide = usePermission({ permission: modelDecidePermission });
  // By its ref: a reload can move the model to the other table meanwhile.
  const [chosenRef, setChosenRef] = useState<string>();
  const chosen = models.value?.items.find(({ ref }) => ref === chosenRef);
  const columns = useMemo(
    () => decisionColumns(t, mayDecide.allowed ? setChosenRef : undefined),
    [t, mayDecide.allowed],
  );
  const isReadOnly = !mayDecide.loading && !mayDecide.allowed;
  const tables = [
    { id: 'waiting', none: 'noneWaiting', fits: isWaiting },
    {
      id: 'decided',
      none: 'noneDecided',
      fits: (model: Model) => !isWaiting(model),
    },
  ] as const;

  return (
    <>
      {tables.map(({ id, none, fits }) => {
        const label = t(`governance.models.${id}`);
        return (
          <Section
            key={id}
            title={label}
            description={
              isReadOnly
                ? t('governance.models.readOnly')
                : t(`governance.models.${id}Why`)
            }
          >
            <Answered
              answer={models}
              loading={
                <DataTable label={label} columns={columns} rows={undefined} />
              }
              isEmpty={({ items }) => !items.some(fits)}
              empty={
                <EmptyNotice
                  title={t(`governance.models.${none}`)}
                  description={t(`governance.models.${none}Why`)}
                />
              }
            >
              {({ items }) => (
                <DataTable
                  label={label}
                  columns={columns}
                  rows={items
                    .filter(fits)
                    .map(model => ({ ...model, id: model.ref }))}
                />
              )}
            </Answered>
          </Section>
        );
      })}
      {chosen && (
        <DecisionDialog
          key={chosen.ref}
          model={chosen}
          models={models}
          onClose={() => setChosenRef(undefined)}
        />
      )}
    </>
  );
}

function isWaiting({ approval }: Model): boolean {
  return approval === 'proposed' || approval === 'changed-since-approval';
}
