import { ValidationCheck } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Answer } from './ask';

/** An answer that is as it should be: this status, and this code where one is named. */
export interface Expectation {
  status: number;
  code?: string;
}

/** One thing to try, and the answers that are right. */
export interface Expected {
  check: string;
  subject: string;
  /** Any of them. */
  expected: readonly Expectation[];
  /** Whether silence is right as well. */
  orSilence?: boolean;
}

/** Holds an answer against what should have come. */
export function checkAnswer(
  { check, subject, expected, orSilence = false }: Expected,
  answer: Answer,
): ValidationCheck {
  const isSilent = answer.status === undefined && orSilence;
  const isRight =
    isSilent ||
    expected.some(
      ({ status, code }) =>
        answer.status === status &&
        (code === undefined || answer.code === code),
    );
  return {
    check,
    subject,
    expected: [
      ...expected.map(wordsOf),
      ...(orSilence ? ['no answer'] : []),
    ].join(' or '),
    got:
      answer.status === undefined
        ? `no answer (${answer.problem})`
        : wordsOf({ status: answer.status, code: answer.code }),
    result: isRight ? 'passed' : 'failed',
    latencyMs: answer.latencyMs,
  };
}

function wordsOf({ status, code }: Expectation): string {
  return code === undefined ? String(status) : `${status} ${code}`;
}
