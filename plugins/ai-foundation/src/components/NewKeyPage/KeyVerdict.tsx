import { KeyCheck } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Text } from '@backstage/ui';
import { Answer } from '../../hooks/useAnswer';
import { useMessages } from '../../hooks/useMessages';
import { Answered } from '../Answered';
import { Lines } from '../Lines';
import { Section } from '../Section';
import { Status } from '../Status';
import styles from './KeyVerdict.module.css';

/** What policy will decide about the request as it stands, and why. */
export function KeyVerdict(props: {
  isComplete: boolean;
  check: Answer<KeyCheck>;
}) {
  const { t } = useMessages();
  return (
    <Section title={t('keys.form.check.title')}>
      <div aria-live="polite">
        {props.isComplete ? (
          <Answered answer={props.check} loading={<Lines count={5} />}>
            {check => (
              <Verdicts
                check={check}
                isStale={props.check.isStale || props.check.isPending}
              />
            )}
          </Answered>
        ) : (
          <Text as="p" color="secondary">
            {t('keys.form.check.incomplete')}
          </Text>
        )}
      </div>
    </Section>
  );
}

const TONES = {
  'at-once': 'positive',
  'needs-approval': 'warning',
  refused: 'negative',
} as const;

function Verdicts(props: { check: KeyCheck; isStale: boolean }) {
  const { t } = useMessages();
  const { way, approvers, checks } = props.check;
  const names = approvers.map(({ name }) => name).join(', ');
  return (
    <div className={props.isStale ? styles.stale : undefined}>
      <div className={styles.summary}>
        <Status tone={TONES[way]}>
          <Text as="span" weight="bold">
            {t(`keys.form.check.${way}`)}
          </Text>
          {way === 'needs-approval' && (
            <Text as="div" variant="body-medium">
              {names
                ? t('keys.form.check.approvers', { names })
                : t('keys.form.check.noApprovers')}
            </Text>
          )}
        </Status>
      </div>
      <ul className={styles.checks}>
        {checks.map(check => (
          <Verdict key={check.control} {...check} />
        ))}
      </ul>
    </div>
  );
}

function Verdict(props: KeyCheck['checks'][number]) {
  const { t } = useMessages();
  const { control, needsApproval, passed, reason } = props;
  const outcome = needsApproval ? 'approval' : 'passed';
  const tone = needsApproval ? 'warning' : 'positive';
  return (
    <li>
      <Status tone={passed ? tone : 'negative'}>
        <Text as="span" variant="body-medium">
          {t(`keys.form.check.controls.${control}`)}:{' '}
          {t(`keys.form.check.${passed ? outcome : 'failed'}`)}
        </Text>
        <Text as="div" variant="body-small" color="secondary">
          {reason}
        </Text>
      </Status>
    </li>
  );
}
