import { Ledger, LedgerSubject } from '../ledger/types';
import { GatewayMetrics } from './GatewayMetrics';

interface Admitted {
  subject: LedgerSubject;
  /** On the clock that never jumps. */
  at: number;
}

/** The same ledger, which also measures what goes through it. */
export function meteredLedger(ledger: Ledger, metrics: GatewayMetrics): Ledger {
  // Each admitted request is settled, so that it holds no more than what runs.
  const admitted = new Map<string, Admitted>();
  return {
    async admit(admission) {
      const result = await ledger.admit(admission);
      if (result.admitted) {
        const { subject } = admission;
        admitted.set(subject.requestId, { subject, at: performance.now() });
      }
      return result;
    },
    refuse: refusal => ledger.refuse(refusal),
    settle(settlement) {
      const admission = admitted.get(settlement.requestId);
      if (admission) {
        admitted.delete(settlement.requestId);
        const heldMs = performance.now() - admission.at;
        metrics.settled(admission.subject, settlement, heldMs);
        if (admission.subject.attempt === 1) {
          metrics.overhead(
            admission.subject,
            Math.max(settlement.durationMs - heldMs, 0),
          );
        }
      }
      return ledger.settle(settlement);
    },
  };
}
