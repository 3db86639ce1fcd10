import { ControlVerdict } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Text } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { Status } from '../Status';
import { controlName } from './controlName';
import styles from './Controls.module.css';

const TONES = {
  passed: 'positive',
  refused: 'negative',
  'not-evaluated': 'neutral',
} as const;

/** What each control said, why, and what it looked at. */
export function Controls(props: { controls: ControlVerdict[] }) {
  const { t } = useMessages();
  return (
    <ul className={styles.controls}>
      {props.controls.map(({ control, verdict, reason, inputs }) => (
        <li key={control}>
          <Status tone={TONES[verdict]}>
            <Text as="span" weight="bold">
              {controlName(control, t)}
            </Text>
            : {t(`requests.one.${verdict}`)}
            <Text as="div" variant="body-medium" color="secondary">
              {reason}
            </Text>
            {Object.keys(inputs).length > 0 && (
              <details className={styles.inputs}>
                <summary>{t('requests.one.inputs')}</summary>
                <pre className={styles.json}>
                  {JSON.stringify(inputs, null, 2)}
                </pre>
              </details>
            )}
          </Status>
        </li>
      ))}
    </ul>
  );
}
