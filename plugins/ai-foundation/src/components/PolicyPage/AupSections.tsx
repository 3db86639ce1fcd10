import { AupDocument } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { MarkdownContent } from '@backstage/core-components';
import { Text } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { Section } from '../Section';
import styles from './AupSections.module.css';

/** What is permitted and what is not, section by section, rule by rule. */
export function AupSections(props: { document: AupDocument }) {
  const { t } = useMessages();
  return (
    <Section
      title={t('policy.rules')}
      description={t('policy.rulesDescription')}
    >
      {props.document.sections.map(section => (
        <section key={section.id} className={styles.section}>
          <Text as="h4" variant="body-large" weight="bold">
            {section.title}
          </Text>
          <MarkdownContent className={styles.text} content={section.text} />
          <ul className={styles.rules}>
            {section.rules.map(rule => (
              <li key={rule.id} id={rule.id} className={styles.rule}>
                <span className={styles.id}>{rule.id}</span>
                <Text as="span" variant="body-medium" className={styles.text}>
                  {rule.statement}
                </Text>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Section>
  );
}
