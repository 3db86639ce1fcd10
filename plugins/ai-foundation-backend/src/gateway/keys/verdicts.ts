import { KeyControl, KeyControlVerdict } from './types';

export function passed(control: KeyControl, reason: string): KeyControlVerdict {
  return { control, outcome: 'passed', reason };
}

/** An approver may say yes to it. */
export function approval(
  control: KeyControl,
  reason: string,
): KeyControlVerdict {
  return { control, outcome: 'approval', reason };
}

/** The request is wrong. */
export function failed(control: KeyControl, reason: string): KeyControlVerdict {
  return { control, outcome: 'failed', reason };
}

/** It is the caller who may not. */
export function forbidden(
  control: KeyControl,
  reason: string,
): KeyControlVerdict {
  return { control, outcome: 'forbidden', reason };
}

export function listed(names: readonly string[]): string {
  return names.join(', ') || 'none';
}
