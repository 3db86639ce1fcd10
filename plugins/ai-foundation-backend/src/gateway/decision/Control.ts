import { ControlVerdict } from '@ai-foundation/backstage-plugin-ai-foundation-common';

export interface Refusal {
  status: number;
  code: string;
  message: string;
  retryAfterSeconds?: number;
}

/** What one control says of a request. */
export interface Control {
  verdict: ControlVerdict;
  refusal?: Refusal;
}

export function passed(
  control: string,
  inputs: Record<string, unknown>,
  reason: string,
): Control {
  return { verdict: { control, verdict: 'passed', reason, inputs } };
}

export function refused(
  control: string,
  inputs: Record<string, unknown>,
  refusal: Refusal,
): Control {
  return {
    verdict: { control, verdict: 'refused', reason: refusal.message, inputs },
    refusal,
  };
}

export function notEvaluated(control: string): Control {
  return {
    verdict: {
      control,
      verdict: 'not-evaluated',
      reason: 'There is no model to judge.',
      inputs: {},
    },
  };
}
