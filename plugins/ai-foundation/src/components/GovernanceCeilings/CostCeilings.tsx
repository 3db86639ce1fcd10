import {
  api,
  Ceiling,
  ceilingSetPermission,
  CeilingEvaluation,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Alert, Button, Text } from '@backstage/ui';
import { useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { Answer } from '../../hooks/useAnswer';
import { useMessages } from '../../hooks/useMessages';
import { Answered } from '../Answered';
import { EmptyNotice } from '../EmptyNotice';
import { ActionError } from '../ErrorNotice';
import { Lines } from '../Lines';
import { RelativeTime } from '../RelativeTime';
import { Section } from '../Section';
import { CEILING_ACTIONS, CeilingAction, CeilingCard } from './CeilingCard';
import styles from './CeilingCards.module.css';
import { CeilingDialog } from './CeilingDialog';
import { ChangesDialog } from './ChangesDialog';
import { RaiseDialog } from './RaiseDialog';
import { RemoveDialog } from './RemoveDialog';

const PAGE_SIZE = 20;

type Ceilings = { items: Ceiling[]; evaluation: CeilingEvaluation };

/** What may be spent, by whom it was set, and how much of it is gone. */
export function CostCeilings(props: {
  ceilings: Answer<Ceilings>;
  /** After anything that others on the page show too. */
  onDone: () => void;
}) {
  const { t } = useMessages();
  const { ceilings } = props;
  const toasts = useApi(toastApiRef);
  const maySet = usePermission({ permission: ceilingSetPermission });
  const drill = useAction(api.runCeilingDrill);
  const [open, setOpen] = useState<{
    action: CeilingAction;
    ceiling?: Ceiling;
  }>();
  const [drilled, setDrilled] = useState<string>();
  const [shown, setShown] = useState(PAGE_SIZE);
  const isReadOnly = !maySet.loading && !maySet.allowed;

  const act = async (action: CeilingAction, ceiling: Ceiling) => {
    if (action !== 'drill') {
      setOpen({ action, ceiling });
      return;
    }
    setDrilled(ceiling.id);
    const record = await drill.run({ body: { ceilingId: ceiling.id } });
    setDrilled(undefined);
    if (record) {
      toasts.post({
        title: t(`ceilings.drill.done.${record.verdict}`),
        status: record.verdict === 'passed' ? 'success' : 'warning',
        timeout: 6000,
      });
      props.onDone();
    }
  };

  return (
    <Section
      title={t('ceilings.list.title')}
      description={t(`ceilings.list.${isReadOnly ? 'readOnly' : 'why'}`)}
      action={
        maySet.allowed && (
          <Button
            variant="secondary"
            isDisabled={!ceilings.value}
            onPress={() => setOpen({ action: 'change' })}
          >
            {t('ceilings.list.set')}
          </Button>
        )
      }
    >
      <ActionError error={drill.error} />
      <Answered
        answer={ceilings}
        loading={<Lines count={4} />}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyNotice
            title={t('ceilings.list.none')}
            description={t('ceilings.list.noneWhy')}
          />
        }
      >
        {({ items, evaluation }) => (
          <>
            <Watch evaluation={evaluation} />
            <ul className={styles.cards}>
              {items.slice(0, shown).map(ceiling => (
                <CeilingCard
                  key={ceiling.id}
                  ceiling={ceiling}
                  actions={actionsFor(ceiling, maySet.allowed)}
                  pending={drilled === ceiling.id ? 'drill' : undefined}
                  onAction={act}
                />
              ))}
            </ul>
            {items.length > shown && (
              <Button
                variant="secondary"
                onPress={() => setShown(shown + PAGE_SIZE)}
              >
                {t('ceilings.list.more')}
              </Button>
            )}
          </>
        )}
      </Answered>
      {open && (
        <OpenDialog
          {...open}
          ceilings={ceilings.value?.items ?? []}
          onDone={props.onDone}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Section>
  );
}

/** Members may ask for more for their own; the rest is for who sets ceilings. */
function actionsFor(ceiling: Ceiling, maySet: boolean) {
  const isShared = ['organisation', 'model'].includes(ceiling.scope.kind);
  return CEILING_ACTIONS.filter(
    action =>
      maySet || action === 'changes' || (action === 'raise' && !isShared),
  );
}

function OpenDialog(props: {
  action: CeilingAction;
  ceiling?: Ceiling;
  ceilings: Ceiling[];
  onDone: () => void;
  onClose: () => void;
}) {
  const { action, ceiling, ...rest } = props;
  if (action === 'change') {
    return <CeilingDialog {...rest} ceiling={ceiling} />;
  }
  if (!ceiling) {
    return null;
  }
  const Dialog = {
    raise: RaiseDialog,
    remove: RemoveDialog,
    changes: ChangesDialog,
    drill: undefined,
  }[action];
  return (
    Dialog && (
      <Dialog ceiling={ceiling} onDone={rest.onDone} onClose={rest.onClose} />
    )
  );
}

/** When the scheduled look at the ceilings was, or that it is missing. */
function Watch({ evaluation }: { evaluation: CeilingEvaluation }) {
  const { t } = useMessages();
  return evaluation.overdue ? (
    <Alert
      status="danger"
      icon
      title={t('ceilings.list.overdue')}
      description={t('ceilings.list.overdueWhy')}
    />
  ) : (
    <Text as="p" variant="body-small" color="secondary">
      {evaluation.lastAt &&
        t('ceilings.list.evaluated', {
          when: <RelativeTime instant={evaluation.lastAt} />,
        })}
    </Text>
  );
}
