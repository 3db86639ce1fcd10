import styles from './TierName.module.css';

/** A data tier by its name. */
export function TierName(props: { name: string }) {
  return <span className={styles.tier}>{props.name}</span>;
}
