import { auditReadPermission } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Link, Text } from '@backstage/ui';
import { useAuditEntries } from '../../hooks/useAuditEntries';
import { useMessages } from '../../hooks/useMessages';
import { governanceRouteRef } from '../../routes';
import { Answered } from '../Answered';
import { Lines } from '../Lines';
import { RelativeTime } from '../RelativeTime';
import { Section } from '../Section';
import { ActionName } from './ActionName';
import styles from './GovernanceAudit.module.css';
import { PartyName } from './PartyName';

const SHOWN = 10;

/** The newest acts about something, for those who may read the audit trail. */
export function SubjectHistory(props: {
  /** As acts name it: `aup:1.0`, `key:k7m2`, an entity ref. */
  subject: string;
}) {
  const { allowed } = usePermission({ permission: auditReadPermission });
  return allowed ? <History subject={props.subject} /> : null;
}

function History({ subject }: { subject: string }) {
  const { t } = useMessages();
  const entries = useAuditEntries({ subject, limit: SHOWN });
  const root = useRouteRef(governanceRouteRef)?.() ?? '';
  const search = new URLSearchParams({ subject });
  return (
    <Section
      title={t('audit.history.title')}
      action={
        <Link href={`${root}/audit?${search}`}>{t('audit.history.all')}</Link>
      }
    >
      <Answered
        answer={entries}
        loading={<Lines count={3} />}
        isEmpty={({ items }) => items.length === 0}
        empty={<Text>{t('audit.history.none')}</Text>}
      >
        {({ items }) => (
          <ol className={styles.history}>
            {items.map(({ seq, at, actorRef, action, reason }) => (
              <li key={seq}>
                <Link href={`${root}/audit/${seq}`} weight="bold">
                  <ActionName action={action} />
                </Link>{' '}
                <Text color="secondary">
                  <PartyName text={actorRef} />, <RelativeTime instant={at} />
                </Text>
                {reason && <Text as="div">{reason}</Text>}
              </li>
            ))}
          </ol>
        )}
      </Answered>
    </Section>
  );
}
