import { AupDocument } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Text } from '@backstage/ui';
import { EntityName } from '../EntityName';
import styles from './PolicyText.module.css';

/** Who may use models: in words, and as the groups that key requests go by. */
export function AupEligible(props: {
  eligible: NonNullable<AupDocument['eligible']>;
}) {
  const { text, groups } = props.eligible;
  return (
    <>
      <Text as="p" variant="body-medium" className={styles.text}>
        {text}
      </Text>
      <ul className={styles.groups}>
        {groups.map(ref => (
          <li key={ref}>
            <EntityName entityRef={ref} />
          </li>
        ))}
      </ul>
    </>
  );
}
