import { AupDocument } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Text } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { Section } from '../Section';
import styles from './AupRules.module.css';

/** What is permitted and what is not, rule by rule. */
export function AupRules(props: { document: AupDocument }) {
  const { t } = useMessages();
  return (
    <Section
      title={t('policy.rules')}
      description={t('policy.rulesDescription')}
    >
      {props.document.sections.map(section => (
        <div key={section.id} className={styles.section}>
          <Text as="h4" variant="body-large" weight="bold">
            {section.title}
          </Text>
          <ul className={styles.rules}>
            {section.rules.map(rule => (
              <li key={rule.id} id={rule.id} className={styles.rule}>
                <span className={styles.id}>{rule.id}</span>
                <Text as="span" variant="body-medium">
                  {rule.statement}
                </Text>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Section>
  );
}
