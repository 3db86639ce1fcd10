import { AupSection as Section } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { MarkdownContent } from '@backstage/core-components';
import { Flex, Text } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { TierName } from '../TierName';
import styles from './PolicyText.module.css';
import { RuleEnforcement } from './RuleEnforcement';

/** A section of the policy: its text, then rule by rule how it is enforced. */
export function AupSection(props: { section: Section }) {
  const { t } = useMessages();
  const { title, text, tiers, rules } = props.section;
  return (
    <section className={styles.section}>
      <Text as="h4" variant="body-large" weight="bold">
        {title}
      </Text>
      <MarkdownContent className={styles.text} content={text} />
      {tiers && tiers.length > 0 && (
        <Flex gap="2" align="center">
          <Text variant="body-small" color="secondary">
            {t('policy.tiers')}
          </Text>
          {tiers.map(tier => (
            <TierName key={tier} name={tier} />
          ))}
        </Flex>
      )}
      <ul className={styles.rules}>
        {rules.map((rule, index) => (
          <li key={index} id={rule.id} className={styles.rule}>
            <span className={styles.id}>{rule.id}</span>
            <span className={styles.text}>
              <Text
                as="span"
                variant="body-medium"
                className={styles.statement}
              >
                {rule.statement}
              </Text>
              {rule.enforcement && (
                <RuleEnforcement enforcement={rule.enforcement} />
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
