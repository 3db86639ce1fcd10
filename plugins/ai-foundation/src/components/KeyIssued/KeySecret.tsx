import { Checkbox, Flex, Text } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { CopyButton } from '../CopyButton';
import { Section } from '../Section';
import styles from './KeySecret.module.css';

/** The secret, once, and the word of the person that it is kept. */
export function KeySecret(props: {
  secret: string;
  isKept: boolean;
  onKept: (kept: boolean) => void;
}) {
  const { t } = useMessages();
  return (
    <Section title={t('keys.issued.secret')}>
      <Flex direction="column" gap="3">
        <Text as="p">{t('keys.issued.secretOnce')}</Text>
        <div className={styles.secret}>
          <code className={styles.value} data-testid="secret">
            {props.secret}
          </code>
          <CopyButton
            text={props.secret}
            label={t('keys.issued.copySecret')}
            variant="primary"
            onCopied={() => props.onKept(true)}
          />
        </div>
        <Checkbox isSelected={props.isKept} onChange={props.onKept}>
          {t('keys.issued.confirmKept')}
        </Checkbox>
      </Flex>
    </Section>
  );
}
