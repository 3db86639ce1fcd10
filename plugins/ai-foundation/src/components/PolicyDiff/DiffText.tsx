import { DiffPart } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Fragment } from 'react';
import { VisuallyHidden } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import styles from './PolicyDiff.module.css';

/** A text with what came and what went: marked by a sign, a line and a colour. */
export function DiffText(props: { parts: DiffPart[] }) {
  const { t } = useMessages();
  return (
    <div className={styles.text}>
      {props.parts.map(({ change, text }, index) => {
        switch (change) {
          case 'added':
            return (
              <ins key={index} className={styles.ins}>
                <VisuallyHidden>{t('policy.diff.addedWords')} </VisuallyHidden>
                {text}
              </ins>
            );
          case 'removed':
            return (
              <del key={index} className={styles.del}>
                <VisuallyHidden>
                  {t('policy.diff.removedWords')}{' '}
                </VisuallyHidden>
                {text}
              </del>
            );
          default:
            return <Fragment key={index}>{text}</Fragment>;
        }
      })}
    </div>
  );
}
