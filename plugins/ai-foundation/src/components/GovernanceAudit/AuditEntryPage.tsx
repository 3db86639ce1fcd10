import { AuditEntry } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { BreadcrumbEntry, useRouteRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Link } from '@backstage/ui';
import { useParams } from 'react-router-dom';
import { useAuditEntry } from '../../hooks/useAuditEntry';
import { useLanguage } from '../../hooks/useLanguage';
import { useMessages } from '../../hooks/useMessages';
import { governanceRouteRef } from '../../routes';
import { Answered } from '../Answered';
import { DataTable } from '../DataTable';
import { Fact, Facts } from '../Facts';
import { Lines } from '../Lines';
import { Page } from '../Page';
import { exactTime } from '../RelativeTime';
import { Section } from '../Section';
import { ActionName } from './ActionName';
import { Changes } from './Changes';
import { factsOf } from './factsOf';
import { FactValue } from './FactValue';
import styles from './GovernanceAudit.module.css';
import { PartyName } from './PartyName';

/** What did this act change, and why? */
export function AuditEntryPage() {
  const { t } = useMessages();
  const { seq = '' } = useParams();
  const entry = useAuditEntry(seq);
  const root = useRouteRef(governanceRouteRef)?.() ?? '';
  const title = t('audit.entry.title', { seq });
  return (
    <BreadcrumbEntry entry={{ label: title, href: seq }}>
      <Page
        title={title}
        action={
          <ButtonLink variant="secondary" href={`${root}/audit`}>
            {t('audit.entry.back')}
          </ButtonLink>
        }
      >
        <Answered
          answer={entry}
          loading={
            <Section title={t('audit.entry.story')}>
              <Lines count={6} />
            </Section>
          }
        >
          {value => (
            <>
              <Story entry={value} />
              <Recorded entry={value} />
              <Proof entry={value} />
            </>
          )}
        </Answered>
      </Page>
    </BreadcrumbEntry>
  );
}

function Story({ entry }: { entry: AuditEntry }) {
  const { t } = useMessages();
  const language = useLanguage();
  const root = useRouteRef(governanceRouteRef)?.() ?? '';
  const search = new URLSearchParams({ subject: entry.subject });
  return (
    <Section title={t('audit.entry.story')}>
      <Facts>
        <Fact name={t('audit.entry.who')}>
          <PartyName text={entry.actorRef} />
          {entry.origin === 'demo' && ` (${t('audit.entry.demo')})`}
        </Fact>
        <Fact name={t('audit.entry.when')}>
          {exactTime(new Date(entry.at), language)}
        </Fact>
        <Fact name={t('audit.entry.act')}>
          <ActionName action={entry.action} />
        </Fact>
        <Fact name={t('audit.entry.subject')}>
          <PartyName text={entry.subject} />{' '}
          <Link href={`${root}/audit?${search}`}>
            {t('audit.entry.sameSubject')}
          </Link>
        </Fact>
        <Fact name={t('audit.entry.reason')} isWide>
          {entry.reason ?? t('audit.entry.noReason')}
        </Fact>
      </Facts>
    </Section>
  );
}

function Recorded({ entry }: { entry: AuditEntry }) {
  const { t } = useMessages();
  const { before, after, details } = entry;
  const facts = factsOf(details);
  return (
    <>
      {(before !== undefined || after !== undefined) && (
        <Section title={t('audit.entry.changes')}>
          <Changes before={before} after={after} />
        </Section>
      )}
      {facts.length > 0 && (
        <Section title={t('audit.entry.details')}>
          <DataTable
            label={t('audit.entry.details')}
            rows={facts.map(fact => ({ ...fact, id: fact.name }))}
            columns={[
              {
                id: 'fact',
                label: t('audit.entry.fact'),
                cell: ({ name }) => name,
              },
              {
                id: 'value',
                label: t('audit.entry.value'),
                kind: 'words',
                cell: fact => <FactValue {...fact} />,
              },
            ]}
          />
        </Section>
      )}
    </>
  );
}

function Proof({ entry }: { entry: AuditEntry }) {
  const { t } = useMessages();
  return (
    <Section title={t('audit.entry.proof')}>
      <Facts>
        <Fact name={t('audit.entry.hash')} isWide>
          <span className={styles.hash}>{entry.hash}</span>
        </Fact>
        <Fact name={t('audit.entry.previousHash')} isWide>
          <span className={styles.hash}>{entry.previousHash}</span>
        </Fact>
      </Facts>
    </Section>
  );
}
