import {
  api,
  ceilingApprovePermission,
  CeilingRaise,
  ceilingSetPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Text } from '@backstage/ui';
import { useId, useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { Answer } from '../../hooks/useAnswer';
import { useMessages } from '../../hooks/useMessages';
import { useProfile } from '../../hooks/useProfile';
import { Answered } from '../Answered';
import { EmptyNotice } from '../EmptyNotice';
import { EntityName } from '../EntityName';
import { Lines } from '../Lines';
import { Money } from '../Money';
import { isReason, ReasonField } from '../ReasonField';
import { RelativeTime } from '../RelativeTime';
import { Section } from '../Section';
import { Status } from '../Status';
import { CardButton } from './CardButton';
import styles from './CeilingCards.module.css';
import { ConfirmDialog } from './ConfirmDialog';
import { EndTime } from './EndTime';
import { ScopeName } from './ScopeName';

const TONES = {
  waiting: 'warning',
  running: 'positive',
  refused: 'negative',
  ended: 'neutral',
} as const;

type Verdict = 'approved' | 'refused';

/** Higher amounts for a time: what waits for a decision, and what became of others. */
export function Raises(props: {
  raises: Answer<{ items: CeilingRaise[] }>;
  onDone: () => void;
}) {
  const { t } = useMessages();
  const [open, setOpen] = useState<{ raise: CeilingRaise; verdict: Verdict }>();
  return (
    <Section
      title={t('ceilings.raise.section')}
      description={t('ceilings.raise.sectionWhy')}
    >
      <Answered
        answer={props.raises}
        loading={<Lines count={2} />}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyNotice
            title={t('ceilings.raise.none')}
            description={t('ceilings.raise.noneWhy')}
          />
        }
      >
        {({ items }) => (
          <ul className={styles.cards}>
            {items.map(raise => (
              <RaiseCard
                key={raise.id}
                raise={raise}
                onDecide={verdict => setOpen({ raise, verdict })}
              />
            ))}
          </ul>
        )}
      </Answered>
      {open && (
        <RaiseDecision
          {...open}
          onDone={props.onDone}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Section>
  );
}

function RaiseCard(props: {
  raise: CeilingRaise;
  onDecide: (verdict: Verdict) => void;
}) {
  const { t } = useMessages();
  const { raise } = props;
  const nameId = useId();
  const mayApprove = usePermission({ permission: ceilingApprovePermission });
  const maySet = usePermission({ permission: ceilingSetPermission });
  const me = useProfile().value?.userRef;
  const mayDecide =
    raise.state === 'waiting' &&
    me !== undefined &&
    raise.requestedBy !== me &&
    (mayApprove.allowed || maySet.allowed);
  return (
    <li className={styles.card}>
      <div id={nameId}>
        {raise.scope ? (
          <ScopeName scope={raise.scope} />
        ) : (
          t('ceilings.raise.removed')
        )}
      </div>
      <Status tone={TONES[raise.state]}>
        {t(`ceilings.raise.state.${raise.state}`)}
      </Status>
      <div>
        <Text as="p">
          {t('ceilings.raise.words', {
            before: <Money picoUsd={raise.beforePicoUsd} />,
            amount: <Money picoUsd={raise.amountPicoUsd} />,
            until: <EndTime instant={raise.until} />,
          })}
        </Text>
        <Text as="p">
          {t('ceilings.raise.asked', {
            name: <EntityName entityRef={raise.requestedBy} plain />,
            when: <RelativeTime instant={raise.requestedAt} />,
            reason: raise.reason,
          })}
        </Text>
        {raise.decidedBy && raise.decidedAt && (
          <Text as="p">
            {t('ceilings.raise.decided', {
              name: <EntityName entityRef={raise.decidedBy} plain />,
              when: <RelativeTime instant={raise.decidedAt} />,
              reason: raise.decisionReason ?? '',
            })}
          </Text>
        )}
      </div>
      {mayDecide && (
        <div className={styles.actions}>
          <CardButton
            of={nameId}
            isPrimary
            onPress={() => props.onDecide('approved')}
          >
            {t('ceilings.raise.approve')}
          </CardButton>
          <CardButton of={nameId} onPress={() => props.onDecide('refused')}>
            {t('ceilings.raise.refuse')}
          </CardButton>
        </div>
      )}
    </li>
  );
}

function RaiseDecision(props: {
  raise: CeilingRaise;
  verdict: Verdict;
  onDone: () => void;
  onClose: () => void;
}) {
  const { t } = useMessages();
  const toasts = useApi(toastApiRef);
  const decide = useAction(api.decideCeilingRaise);
  const [reason, setReason] = useState('');
  const act = props.verdict === 'approved' ? 'approve' : 'refuse';

  const confirm = async () => {
    const decided = await decide.run({
      params: { id: props.raise.id },
      body: { decision: props.verdict, reason: reason.trim() },
    });
    if (decided) {
      toasts.post({
        title: t('ceilings.raise.decisionDone'),
        status: 'success',
        timeout: 6000,
      });
      props.onDone();
      props.onClose();
    }
  };

  return (
    <ConfirmDialog
      title={t(`ceilings.raise.${act}Title`)}
      confirm={t(`ceilings.raise.${act}`)}
      isComplete={isReason(reason)}
      isPending={decide.isPending}
      error={decide.error}
      onConfirm={confirm}
      onClose={props.onClose}
    >
      <Text as="p">
        {t('ceilings.raise.words', {
          before: <Money picoUsd={props.raise.beforePicoUsd} />,
          amount: <Money picoUsd={props.raise.amountPicoUsd} />,
          until: <EndTime instant={props.raise.until} />,
        })}
      </Text>
      <ReasonField value={reason} onChange={setReason} />
    </ConfirmDialog>
  );
}
