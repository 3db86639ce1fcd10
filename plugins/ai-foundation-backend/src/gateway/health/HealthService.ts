import {
  GatewayHealth,
  GatewayReplica,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Clock } from '../../kernel/Clock';
import { ReplicaHealth } from './ReplicaHealth';
import { ReportStore } from './ReportStore';

/** Three reports that did not come. */
const SILENT_AFTER_MS = 15_000;

/** The worst first. */
const BY_GRAVITY: ReadonlyArray<GatewayReplica['state']> = [
  'not-ready',
  'degraded',
  'ready',
  'stopping',
  'silent',
];

/** How the gateway is, over all replicas. */
export class HealthService {
  readonly #own: ReplicaHealth;
  readonly #store: ReportStore;
  readonly #clock: Clock;

  constructor(options: {
    own: ReplicaHealth;
    store: ReportStore;
    clock: Clock;
  }) {
    this.#own = options.own;
    this.#store = options.store;
    this.#clock = options.clock;
  }

  async health(baseUrl: string): Promise<GatewayHealth> {
    const own = { ...this.#own.report(), answering: true };
    const others = (await this.#reports())
      .filter(({ id }) => id !== own.id)
      .map(report => ({
        ...report,
        state: this.#isSilent(report) ? ('silent' as const) : report.state,
        answering: false,
      }));
    const replicas = [own, ...others];
    return {
      state:
        BY_GRAVITY.find(state => replicas.some(each => each.state === state)) ??
        own.state,
      checkedAt: own.reportedAt,
      baseUrl,
      replicas,
    };
  }

  /** Without its database, this process still tells how it is itself. */
  async #reports() {
    return this.#store.list().catch(() => []);
  }

  #isSilent({ reportedAt }: { reportedAt: string }): boolean {
    return this.#clock() - Date.parse(reportedAt) > SILENT_AFTER_MS;
  }
}
