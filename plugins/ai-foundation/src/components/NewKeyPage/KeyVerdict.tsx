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

function Verdicts(props: { check: KeyCheck; isStale: boolean }) {
  const { t } = useMessages();
  const { issuable, checks } = props.check;
  return (
    <div className={props.isStale ? styles.stale : undefined}>
      <div className={styles.summary}>
        <Status tone={issuable ? 'positive' : 'negative'}>
          <Text as="span" weight="bold">
            {issuable
              ? t('keys.form.check.allowed')
              : t('keys.form.check.refused')}
          </Text>
        </Status>
      </div>
      <ul className={styles.checks}>
        {checks.map(({ control, passed, reason }) => (
          <li key={control}>
            <Status tone={passed ? 'positive' : 'negative'}>
              <Text as="span" variant="body-medium">
                {t(`keys.form.check.${control}`)}:{' '}
                {passed
                  ? t('keys.form.check.passed')
                  : t('keys.form.check.failed')}
              </Text>
              <Text as="div" variant="body-small" color="secondary">
                {reason}
              </Text>
            </Status>
          </li>
        ))}
      </ul>
    </div>
  );
}
