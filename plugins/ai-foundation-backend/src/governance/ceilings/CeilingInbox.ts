import {
  ceilingApprovePermission,
  ceilingSetPermission,
  costReadAllPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { InboxReader, InboxSource, WaitingItem } from '../../kernel/Inbox';
import { ScheduledJobs } from '../../kernel/ScheduledJobs';
import { CeilingAlerts } from './CeilingAlerts';
import { nameOfScope } from './ceilingScopes';
import { EVALUATION_JOB } from './evaluationJob';
import { RaiseService } from './RaiseService';

const PATH = '/governance/ceilings';

/** What of ceilings waits for a person. */
export class CeilingInbox implements InboxSource {
  readonly #raises: RaiseService;
  readonly #alerts: CeilingAlerts;
  readonly #jobs: ScheduledJobs;
  readonly #catalogView: CatalogView;
  readonly #clock: Clock;

  constructor(options: {
    raises: RaiseService;
    alerts: CeilingAlerts;
    jobs: ScheduledJobs;
    catalogView: CatalogView;
    clock: Clock;
  }) {
    this.#raises = options.raises;
    this.#alerts = options.alerts;
    this.#jobs = options.jobs;
    this.#catalogView = options.catalogView;
    this.#clock = options.clock;
  }

  async waitingFor(reader: InboxReader): Promise<WaitingItem[]> {
    const items = await Promise.all([
      this.#raisesFor(reader),
      this.#alertsFor(reader),
      this.#evaluationFor(reader),
    ]);
    return items.flat();
  }

  async #raisesFor({ caller, may }: InboxReader): Promise<WaitingItem[]> {
    const mayDecide =
      (await may(ceilingApprovePermission)) ||
      (await may(ceilingSetPermission));
    if (!mayDecide) {
      return [];
    }
    const snapshot = await this.#catalogView.current();
    return (await this.#raises.list()).flatMap(({ raise, ceiling, state }) =>
      ceiling && state === 'waiting' && raise.requestedBy !== caller.userRef
        ? [
            {
              id: `ceiling-raise:${raise.id}`,
              kind: 'decide-ceiling-raise' as const,
              subject: nameOfScope(ceiling, snapshot),
              requestedBy: raise.requestedBy,
              sinceMs: raise.requestedAtMs,
              dueMs: raise.untilMs,
              path: PATH,
            },
          ]
        : [],
    );
  }

  async #alertsFor({ caller }: InboxReader): Promise<WaitingItem[]> {
    const snapshot = await this.#catalogView.current();
    const events = await this.#alerts.waitingFor(caller.userRef);
    return events.map(event => ({
      id: `ceiling-event:${event.id}`,
      kind: 'ceiling-alert' as const,
      subject: `${nameOfScope(event, snapshot)} (${event.threshold.percent} %)`,
      sinceMs: event.atMs,
      path: PATH,
    }));
  }

  /** Whoever reads all costs hears of it when nobody watches them. */
  async #evaluationFor({ may }: InboxReader): Promise<WaitingItem[]> {
    const heartbeat = (await this.#jobs.heartbeats()).find(
      ({ job }) => job === EVALUATION_JOB,
    );
    return heartbeat?.overdue && (await may(costReadAllPermission))
      ? [
          {
            id: 'ceiling-evaluation',
            kind: 'ceiling-alert',
            subject: 'everybody (nothing has looked at them lately)',
            sinceMs:
              heartbeat.succeededAtMs ?? heartbeat.startedAtMs ?? this.#clock(),
            path: PATH,
          },
        ]
      : [];
  }
}
