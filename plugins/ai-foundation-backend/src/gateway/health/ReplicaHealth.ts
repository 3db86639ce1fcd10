import { hostname } from 'node:os';
import {
  GatewayControlHealth,
  GatewayReplica,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Clock } from '../../kernel/Clock';
import { ControlProbe } from './ControlProbe';

/** What the others may know of a replica, as of now. */
export type ReplicaReport = Omit<GatewayReplica, 'answering'>;

export interface ReplicaHealthOptions {
  instanceId: string;
  role: GatewayReplica['role'];
  version: string;
  ownListener: boolean;
  clock: Clock;
  /** Asked each time, because providers are met one after the other. */
  probes: () => ControlProbe[];
  running: () => number;
}

/** How this process is: the state of each control, and what follows from them. */
export class ReplicaHealth {
  readonly #options: ReplicaHealthOptions;
  readonly #startedAt: string;
  #stopping = false;

  constructor(options: ReplicaHealthOptions) {
    this.#options = options;
    this.#startedAt = new Date(options.clock()).toISOString();
  }

  get instanceId(): string {
    return this.#options.instanceId;
  }

  /** Call when no new requests are taken any more. */
  stopping(): void {
    this.#stopping = true;
  }

  /** Whether requests should be sent here; cheap, because load balancers ask often. */
  get isReady(): boolean {
    return (
      !this.#stopping &&
      this.#options
        .probes()
        .every(probe => !probe.vital || probe.look().state !== 'failed')
    );
  }

  get state(): GatewayReplica['state'] {
    if (this.#stopping) {
      return 'stopping';
    }
    if (!this.isReady) {
      return 'not-ready';
    }
    const allWork = this.#options
      .probes()
      .every(probe => probe.look().state === 'working');
    return allWork ? 'ready' : 'degraded';
  }

  report(): ReplicaReport {
    const { instanceId, role, version, ownListener, clock, probes, running } =
      this.#options;
    return {
      id: instanceId,
      role,
      host: `${hostname()}:${process.pid}`,
      version,
      startedAt: this.#startedAt,
      reportedAt: new Date(clock()).toISOString(),
      state: this.state,
      running: running(),
      ownListener,
      controls: probes().map(toControlHealth),
    };
  }
}

function toControlHealth(probe: ControlProbe): GatewayControlHealth {
  const { id, title, failMode, effect } = probe;
  return { id, title, failMode, effect, ...probe.look() };
}
