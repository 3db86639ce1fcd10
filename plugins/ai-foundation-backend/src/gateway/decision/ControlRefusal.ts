import { GatewayError } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { ControlVerdict } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Control } from './Control';

/**
 * The refusal of a control that is asked after the decision, such as a ceiling
 * or a rate. It carries its verdict, so that the row of the refusal tells it too.
 */
export class ControlRefusal extends GatewayError {
  readonly verdict: ControlVerdict;

  constructor({ verdict, refusal }: Required<Control>) {
    super(refusal);
    this.verdict = verdict;
  }
}

/** @throws ControlRefusal where the control refused. */
export function enforce({ verdict, refusal }: Control): void {
  if (refusal) {
    throw new ControlRefusal({ verdict, refusal });
  }
}
