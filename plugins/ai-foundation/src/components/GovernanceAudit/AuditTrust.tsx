import {
  AuditVerification,
  ChainVerdict,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Button, Text } from '@backstage/ui';
import { useAuditVerification } from '../../hooks/useAuditVerification';
import { useMessages } from '../../hooks/useMessages';
import { Answered } from '../Answered';
import { Lines } from '../Lines';
import { Quantity } from '../Quantity';
import { RelativeTime } from '../RelativeTime';
import { Section } from '../Section';
import { Status } from '../Status';
import { ExportTrail } from './ExportTrail';
import styles from './GovernanceAudit.module.css';

/** Whether the records are as they were written, in words. */
export function AuditTrust() {
  const { t } = useMessages();
  const verification = useAuditVerification();
  return (
    <Section
      title={t('audit.verification.title')}
      action={
        <div className={styles.actions}>
          <Button
            variant="secondary"
            isPending={verification.isPending}
            onPress={verification.reload}
          >
            {t('audit.verification.again')}
          </Button>
          <ExportTrail />
        </div>
      }
    >
      <Answered answer={verification} loading={<Lines count={2} />}>
        {value => <Verdicts verification={value} />}
      </Answered>
    </Section>
  );
}

function Verdicts(props: { verification: AuditVerification }) {
  const { t } = useMessages();
  const { chains, checkedAt, head } = props.verification;
  return (
    <>
      <ul className={styles.chains}>
        {chains.map(verdict => (
          <li key={verdict.chain}>
            <Verdict verdict={verdict} checkedAt={checkedAt} />
          </li>
        ))}
      </ul>
      {head && (
        <details className={styles.jobs}>
          <summary>
            {t('audit.verification.head', { seq: String(head.seq) })}
          </summary>
          <span className={styles.hash}>{head.hash}</span>
          <Text as="p" variant="body-small" color="secondary">
            {t('audit.verification.headWhy')}
          </Text>
        </details>
      )}
    </>
  );
}

function Verdict(props: { verdict: ChainVerdict; checkedAt: string }) {
  const { t } = useMessages();
  const { chain, complete, entries, brokenAt } = props.verdict;
  const when = <RelativeTime instant={props.checkedAt} />;
  return (
    <Status tone={complete ? 'positive' : 'negative'}>
      <Text as="span" weight="bold">
        {t(`audit.verification.chain.${chain}`)}
      </Text>
      {': '}
      {complete &&
        t('audit.verification.holds', {
          count: entries,
          entries: <Quantity value={entries} />,
          when,
        })}
      {!complete &&
        (brokenAt === undefined
          ? t('audit.verification.cutOff', { when })
          : t('audit.verification.brokenAt', { seq: String(brokenAt), when }))}
      {!complete && (
        <Text as="div" variant="body-medium" color="secondary">
          {t('audit.verification.brokenWhy')}
        </Text>
      )}
    </Status>
  );
}
