import { ReactNode } from 'react';
import styles from './ItemList.module.css';

/** Things that are told of in some lines each, one below the other. */
export function ItemList(props: { children: ReactNode }) {
  return <ul className={styles.list}>{props.children}</ul>;
}

/** One of them, with what can be done about it. */
export function Item(props: {
  /** Its name, where its words do not begin with it. */
  label?: string;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <li className={styles.item} aria-label={props.label}>
      <div className={styles.words}>{props.children}</div>
      {props.action}
    </li>
  );
}
