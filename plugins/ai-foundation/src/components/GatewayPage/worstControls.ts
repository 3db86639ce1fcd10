import {
  GatewayControlHealth,
  GatewayHealth,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';

/** A control, and the process that tells of it. */
export interface ControlOfReplica extends GatewayControlHealth {
  host: string;
}

const RANK: Record<GatewayControlHealth['state'], number> = {
  failed: 0,
  degraded: 1,
  working: 2,
};

/** Each control once, as it is where it is worst; those that do not work come first. */
export function worstControls({ replicas }: GatewayHealth): ControlOfReplica[] {
  const worst = new Map<string, ControlOfReplica>();
  for (const { controls, host, state } of replicas) {
    // What a dead process last said of its controls is of no use.
    for (const control of state === 'silent' ? [] : controls) {
      const other = worst.get(control.id);
      if (!other || RANK[control.state] < RANK[other.state]) {
        worst.set(control.id, { ...control, host });
      }
    }
  }
  return [...worst.values()].sort((a, b) => RANK[a.state] - RANK[b.state]);
}
