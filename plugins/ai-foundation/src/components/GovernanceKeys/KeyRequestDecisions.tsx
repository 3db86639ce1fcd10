import {
  keyApprovePermission,
  SubmittedKeyRequest,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { usePermission } from '@backstage/plugin-permission-react';
import { useKeyRequests } from '../../hooks/useKeyRequests';
import { useMessages } from '../../hooks/useMessages';
import { Answered } from '../Answered';
import { EmptyNotice } from '../EmptyNotice';
import { KeyRequestList } from '../KeyRequests';
import { Lines } from '../Lines';
import { Section } from '../Section';
import { DecideTogether } from './DecideTogether';

/** The requests that wait, to be decided together, and below them the others. */
export function KeyRequestDecisions() {
  const { t } = useMessages();
  const requests = useKeyRequests('all');
  const mayDecide = usePermission({ permission: keyApprovePermission });
  const isReadOnly = !mayDecide.loading && !mayDecide.allowed;

  return (
    <>
      <Section
        title={t('keyRequests.decide.waiting')}
        description={
          isReadOnly
            ? t('keyRequests.decide.readOnly')
            : t('keyRequests.decide.waitingWhy')
        }
      >
        <Answered
          answer={requests}
          loading={<Lines count={4} />}
          isEmpty={({ items }) => !items.some(isWaiting)}
          empty={
            <EmptyNotice
              title={t('keyRequests.decide.none')}
              description={t('keyRequests.decide.noneWhy')}
            />
          }
        >
          {({ items }) =>
            mayDecide.allowed ? (
              <DecideTogether
                requests={items.filter(isWaiting)}
                onDecided={requests.reload}
              />
            ) : (
              <KeyRequestList requests={items.filter(isWaiting)} />
            )
          }
        </Answered>
      </Section>
      <Section title={t('keyRequests.decide.decided')}>
        <Answered
          answer={requests}
          loading={<Lines count={2} />}
          isEmpty={({ items }) => items.every(isWaiting)}
          empty={
            <EmptyNotice
              title={t('keyRequests.decide.decidedNone')}
              description={t('keyRequests.decide.decidedNoneWhy')}
            />
          }
        >
          {({ items }) => (
            <KeyRequestList
              requests={items.filter(request => !isWaiting(request))}
            />
          )}
        </Answered>
      </Section>
    </>
  );
}

function isWaiting({ state }: SubmittedKeyRequest): boolean {
  return state === 'requested';
}
