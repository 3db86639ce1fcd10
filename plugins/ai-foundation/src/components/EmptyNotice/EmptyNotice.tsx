import { Text } from '@backstage/ui';
import { ReactNode } from 'react';
import styles from './EmptyNotice.module.css';

/** Says what will show here, and the next step. */
export function EmptyNotice(props: {
  title: string;
  description?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={styles.notice}>
      <div>
        <Text as="p" variant="body-medium" weight="bold">
          {props.title}
        </Text>
        {props.description && (
          <Text as="p" variant="body-medium" color="secondary">
            {props.description}
          </Text>
        )}
      </div>
      {props.action}
    </div>
  );
}
