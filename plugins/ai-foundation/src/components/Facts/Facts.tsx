import { ReactNode } from 'react';
import styles from './Facts.module.css';

/** What is to be known of a thing, name by name. */
export function Facts(props: { children: ReactNode }) {
  return <dl className={styles.facts}>{props.children}</dl>;
}

/** One fact with its name. */
export function Fact(props: {
  name: string;
  isWide?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={`${styles.fact} ${props.isWide ? styles.wide : ''}`}>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

/** Sentences as a list. */
export function Sentences(props: { items: string[] }) {
  return (
    <ul>
      {props.items.map(item => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}
