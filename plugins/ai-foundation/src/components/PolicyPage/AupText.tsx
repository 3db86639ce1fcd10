import { MarkdownContent } from '@backstage/core-components';
import { useMessages } from '../../hooks/useMessages';
import { Section } from '../Section';
import styles from './AupText.module.css';

/** The text that an acknowledgement is about, as it was published. */
export function AupText(props: { text: string }) {
  const { t } = useMessages();
  return (
    <Section title={t('policy.text')}>
      <MarkdownContent className={styles.text} content={props.text} />
    </Section>
  );
}
