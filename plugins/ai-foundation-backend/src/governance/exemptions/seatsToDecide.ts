import { ExemptionSeat } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { exemptionState, PolicyExemption } from './types';

/** Of the seats that a person holds, those that they can decide for now. */
export function seatsToDecide(
  exemption: PolicyExemption,
  userRef: string,
  seats: readonly ExemptionSeat[],
  nowMs: number,
): ExemptionSeat[] {
  const isTheirs =
    exemption.requestedBy === userRef ||
    exemption.consents.some(({ decidedBy }) => decidedBy === userRef);
  return isTheirs || exemptionState(exemption, nowMs) !== 'requested'
    ? []
    : seats.filter(
        seat => !exemption.consents.some(consent => consent.seat === seat),
      );
}
