import {
  api,
  classificationManagePermission,
  InitialSet,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button, Text } from '@backstage/ui';
import { ReactNode, useState } from 'react';
import { useAnswer } from '../../hooks/useAnswer';
import { useMessages } from '../../hooks/useMessages';
import { Answered } from '../Answered';
import { EmptyNotice } from '../EmptyNotice';
import { EntityName } from '../EntityName';
import { Lines } from '../Lines';
import { RelativeTime } from '../RelativeTime';
import { Section } from '../Section';
import { Status } from '../Status';
import { EvaluationView } from './EvaluationView';
import styles from './GovernanceData.module.css';
import { ProposeSetDialog } from './ProposeSetDialog';
import { ReasonDialog } from './ReasonDialog';

/** The initial set: what is frozen, and what is proposed to be. */
export function InitialSetSection() {
  const { t } = useMessages();
  const sets = useAnswer(api.getInitialSet);
  const mayManage = usePermission({
    permission: classificationManagePermission,
  });
  const [isProposing, setProposing] = useState(false);
  const [approving, setApproving] = useState<InitialSet>();

  return (
    <Section
      title={t('data.set.title')}
      description={t('data.set.why')}
      action={
        mayManage.allowed && (
          <Button
            variant="secondary"
            isDisabled={!sets.value}
            onPress={() => setProposing(true)}
          >
            {t('data.set.propose')}
          </Button>
        )
      }
    >
      <Answered
        answer={sets}
        loading={<Lines count={4} />}
        isEmpty={({ approved, proposed }) => !approved && !proposed}
        empty={
          <EmptyNotice
            title={t('data.set.none')}
            description={t('data.set.noneWhy')}
          />
        }
      >
        {({ approved, evaluation, mayApprove, proposed }) => (
          <div className={styles.fields}>
            <EvaluationView evaluation={evaluation} />
            {proposed && (
              <SetView title={t('data.set.proposed')} set={proposed}>
                {mayApprove && (
                  <div>
                    <Button
                      variant="primary"
                      isDisabled={proposed.missing.length > 0}
                      onPress={() => setApproving(proposed)}
                    >
                      {t('data.set.approve')}
                    </Button>
                  </div>
                )}
              </SetView>
            )}
            {approved && (
              <SetView title={t('data.set.approved')} set={approved} />
            )}
          </div>
        )}
      </Answered>
      {isProposing && (
        <ProposeSetDialog
          before={sets.value?.proposed ?? sets.value?.approved}
          replaces={sets.value?.proposed !== undefined}
          onDone={sets.reload}
          onClose={() => setProposing(false)}
        />
      )}
      {approving && (
        <ReasonDialog
          route={api.approveInitialSet}
          optionsOf={reason => ({
            params: { id: approving.id },
            body: { sha256: approving.sha256, reason },
          })}
          words={{
            title: t('data.set.approveTitle'),
            effect: t('data.set.approveEffect'),
            submit: t('data.set.approve'),
            done: t('data.set.doneApproved'),
          }}
          onDone={sets.reload}
          onClose={() => setApproving(undefined)}
        >
          <SetFacts set={approving} />
        </ReasonDialog>
      )}
    </Section>
  );
}

function SetView(props: {
  title: string;
  set: InitialSet;
  children?: ReactNode;
}) {
  const { t } = useMessages();
  const { approval, name, proposedAt, proposedBy, reason } = props.set;
  return (
    <div className={styles.part}>
      <div>
        <Text as="h4" variant="body-medium" weight="bold">
          {props.title}: {name}
        </Text>
        <Text as="div" variant="body-small" color="secondary">
          {t('data.set.by', {
            name: <EntityName entityRef={proposedBy} plain />,
            when: <RelativeTime instant={proposedAt} />,
            reason,
          })}
        </Text>
        {approval && (
          <Text as="div" variant="body-small" color="secondary">
            {t('data.set.approvedBy', {
              name: <EntityName entityRef={approval.by} plain />,
              when: <RelativeTime instant={approval.at} />,
              reason: approval.reason,
            })}
          </Text>
        )}
      </div>
      <SetFacts set={props.set} />
      {props.children}
    </div>
  );
}

function SetFacts({ set }: { set: InitialSet }) {
  const { t } = useMessages();
  return (
    <>
      {set.missing.length > 0 && (
        <Status tone="negative">
          {t('data.set.missing')}
          <Refs refs={set.missing} />
        </Status>
      )}
      <div>
        {t('data.set.sources', { count: String(set.sources.length) })}
        <Refs refs={set.sources} />
      </div>
      <Text as="p" variant="body-small" color="secondary">
        {t('data.set.fingerprint')}:{' '}
        <code className={styles.fingerprint}>{set.sha256}</code>
      </Text>
    </>
  );
}

function Refs(props: { refs: string[] }) {
  return (
    <ul className={styles.refs}>
      {props.refs.map(ref => (
        <li key={ref}>
          <EntityName entityRef={ref} plain />
        </li>
      ))}
    </ul>
  );
}
