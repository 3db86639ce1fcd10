import {
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiErrorWarningLine,
  RiTimeLine,
} from '@remixicon/react';
import { ReactNode } from 'react';
import styles from './Status.module.css';

/** How good a state is. */
export type Tone = 'positive' | 'warning' | 'negative' | 'neutral';

const ICONS = {
  positive: RiCheckboxCircleLine,
  warning: RiErrorWarningLine,
  negative: RiCloseCircleLine,
  neutral: RiTimeLine,
};

/** A state in words; shape and colour only underline it. */
export function Status(props: {
  tone: Tone;
  children: ReactNode;
  title?: string;
}) {
  const Icon = ICONS[props.tone];
  return (
    <span
      className={`${styles.status} ${styles[props.tone]}`}
      title={props.title}
    >
      <span className={styles.icon} aria-hidden="true">
        <Icon size={16} />
      </span>
      <span>{props.children}</span>
    </span>
  );
}
