import {
  CeilingScope,
  ceilingSetPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button } from '@backstage/ui';
import { useMemo, useState } from 'react';
import { useCeilings } from '../../hooks/useCeilings';
import { useMessages } from '../../hooks/useMessages';
import { Answered } from '../Answered';
import { DataTable } from '../DataTable';
import { EmptyNotice } from '../EmptyNotice';
import { Section } from '../Section';
import { ceilingColumns } from './ceilingColumns';
import { CeilingDialog } from './CeilingDialog';

/** What may be spent, by whom it was set, and how much of it is gone. */
export function CostCeilings() {
  const { t } = useMessages();
  const ceilings = useCeilings();
  const maySet = usePermission({ permission: ceilingSetPermission });
  const [dialog, setDialog] = useState<{ scope?: CeilingScope }>();
  const columns = useMemo(
    () =>
      ceilingColumns(
        t,
        maySet.allowed ? scope => setDialog({ scope }) : undefined,
      ),
    [t, maySet.allowed],
  );
  const label = t('governance.ceilings.title');
  const isReadOnly = !maySet.loading && !maySet.allowed;

  return (
    <Section
      title={label}
      description={t(`governance.ceilings.${isReadOnly ? 'readOnly' : 'why'}`)}
      action={
        maySet.allowed && (
          <Button
            variant="secondary"
            isDisabled={!ceilings.value}
            onPress={() => setDialog({})}
          >
            {t('governance.ceilings.set')}
          </Button>
        )
      }
    >
      <Answered
        answer={ceilings}
        loading={<DataTable label={label} columns={columns} rows={undefined} />}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyNotice
            title={t('governance.ceilings.none')}
            description={t('governance.ceilings.noneWhy')}
          />
        }
      >
        {({ items }) => (
          <DataTable label={label} columns={columns} rows={items} />
        )}
      </Answered>
      {dialog && (
        <CeilingDialog
          scope={dialog.scope}
          ceilings={ceilings.value?.items ?? []}
          onSet={ceilings.reload}
          onClose={() => setDialog(undefined)}
        />
      )}
    </Section>
  );
}
