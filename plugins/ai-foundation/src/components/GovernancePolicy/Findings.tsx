import { PolicyFinding } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import styles from './GovernancePolicy.module.css';

/** What is to be repaired or looked at, a sentence each. */
export function Findings(props: { findings: PolicyFinding[] }) {
  return (
    <ul className={styles.findings}>
      {props.findings.map((finding, index) => (
        <li key={index}>{finding.message}.</li>
      ))}
    </ul>
  );
}
