import { Text } from '@backstage/ui';
import { CopyButton } from '../CopyButton';
import styles from './CodeBlock.module.css';

/** Code to copy; long lines scroll inside of it. */
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
      {/* Focusable, so that the keyboard can scroll it. */}
      <pre className={styles.code} tabIndex={0} aria-label={props.caption}>
        <code>{props.code}</code>
      </pre>
    </div>
  );
}
