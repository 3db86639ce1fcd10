import { Card, Flex, Text } from '@backstage/ui';
import { ReactNode } from 'react';
import styles from './Figure.module.css';

/** One number with what it counts, and why it is as it is. */
export function Figure(props: {
  label: string;
  value: ReactNode;
  reason?: ReactNode;
}) {
  return (
    <Card className={styles.figure}>
      <Flex direction="column" gap="1">
        <Text as="h3" variant="body-small" color="secondary">
          {props.label}
        </Text>
        <Text
          as="div"
          variant="title-small"
          weight="bold"
          className={styles.value}
        >
          {props.value}
        </Text>
        {props.reason && (
          <Text as="div" variant="body-small" color="secondary">
            {props.reason}
          </Text>
        )}
      </Flex>
    </Card>
  );
}

/** Figures side by side, as many as fit. */
export function FigureRow(props: { children: ReactNode }) {
  return <div className={styles.row}>{props.children}</div>;
}
