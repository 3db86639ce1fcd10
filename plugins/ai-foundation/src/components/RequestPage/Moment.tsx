import { Text } from '@backstage/ui';
import { ReactNode } from 'react';
import styles from './Moment.module.css';

/** Moments of a story, from top to bottom. */
export function Moments(props: { children: ReactNode }) {
  return <ol className={styles.moments}>{props.children}</ol>;
}

/** One moment of a story. */
export function Moment(props: { title: string; children?: ReactNode }) {
  return (
    <li className={styles.moment}>
      <Text as="h4" variant="body-medium" weight="bold">
        {props.title}
      </Text>
      <div className={styles.body}>{props.children}</div>
    </li>
  );
}
