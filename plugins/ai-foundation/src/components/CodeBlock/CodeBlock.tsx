import { Text } from '@backstage/ui';
import { CopyButton } from '../CopyButton';
import styles from './CodeBlock.module.css';

/** Code to copy; long lines break, so that all of it shows on a telephone. */
export function CodeBlock(props: {
  code: string;
  caption: string;
  onCopied?: () => void;
}) {
  return (
    <div className={styles.block}>
      <div className={styles.bar}>
        <Text variant="body-small" color="secondary">
          {props.caption}
        </Text>
        <CopyButton
          text={props.code}
          variant="tertiary"
          onCopied={props.onCopied}
        />
      </div>
      <pre className={styles.code}>
        <code>{props.code}</code>
      </pre>
    </div>
  );
}
