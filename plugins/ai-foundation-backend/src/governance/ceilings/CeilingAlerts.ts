import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { Actor } from '../../kernel/AuditTrail';
import { CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { Delivery, Outbox } from '../../kernel/Outbox';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { requirePerson } from '../../kernel/requirePerson';
import { VisibleTeams } from '../../kernel/TeamAccess';
import { CeilingEventStore } from './CeilingEventStore';
import { alertScope } from './CeilingEvaluator';
import { CeilingService } from './CeilingService';
import { subjectOf } from './CeilingStore';
import { peopleOf } from './recipients';
import { CeilingEvent } from './types';

const NEWEST = 100;

/** An event with what became of its messages. */
export interface ToldEvent extends CeilingEvent {
  deliveries: Delivery[];
}

/** What was reached, who was told, and who has seen to it. */
export class CeilingAlerts {
  readonly #events: CeilingEventStore;
  readonly #ceilings: CeilingService;
  readonly #policyChanges: PolicyChanges;
  readonly #catalogView: CatalogView;
  readonly #outbox: Outbox;
  readonly #clock: Clock;

  constructor(options: {
    events: CeilingEventStore;
    ceilings: CeilingService;
    policyChanges: PolicyChanges;
    catalogView: CatalogView;
    outbox: Outbox;
    clock: Clock;
  }) {
    this.#events = options.events;
    this.#ceilings = options.ceilings;
    this.#policyChanges = options.policyChanges;
    this.#catalogView = options.catalogView;
    this.#outbox = options.outbox;
    this.#clock = options.clock;
  }

  /** Those of ceilings that the reader may see, the newest first. */
  async list(visible: VisibleTeams): Promise<ToldEvent[]> {
    const ceilings = await this.#ceilings.list(visible);
    const readable =
      visible === 'all' ? undefined : ceilings.map(({ id }) => id);
    return this.#told(
      await this.#events.list({ limit: NEWEST, ceilingIds: readable }),
    );
  }

  /** Those of one ceiling, the newest first. */
  async ofCeiling(ceilingId: string): Promise<ToldEvent[]> {
    return this.#told(
      await this.#events.list({ limit: NEWEST, ceilingIds: [ceilingId] }),
    );
  }

  /** Those of running windows that a person was told of and nobody has seen to. */
  async waitingFor(userRef: string): Promise<CeilingEvent[]> {
    const [events, ceilings, snapshot] = await Promise.all([
      this.#events.list({ limit: NEWEST }),
      this.#ceilings.list('all'),
      this.#catalogView.current(),
    ]);
    const windowOf = new Map(
      ceilings.map(({ id, current }) => [id, current.windowKey]),
    );
    return events.filter(
      event =>
        event.acknowledgedAtMs === undefined &&
        windowOf.get(event.ceilingId) === event.windowKey &&
        event.threshold.recipients.some(ref =>
          peopleOf(ref, snapshot).includes(userRef),
        ),
    );
  }

  /** @throws NotAllowedError for who was not told, unless they set ceilings. */
  async acknowledge(
    actor: Actor,
    id: string,
    maySet: boolean,
  ): Promise<ToldEvent> {
    const snapshot = await this.#catalogView.current();
    requirePerson(actor.userRef, snapshot);
    await this.#policyChanges.make(async transaction => {
      const event = await this.#events.get(id, transaction);
      if (!event) {
        throw new NotFoundError('There is no such event');
      }
      const isRecipient = event.threshold.recipients.some(ref =>
        peopleOf(ref, snapshot).includes(actor.userRef),
      );
      if (!isRecipient && !maySet) {
        throw new NotAllowedError(
          'Only its recipients, and who may set ceilings, can see to this',
        );
      }
      if (event.acknowledgedAtMs !== undefined) {
        return { outcome: undefined };
      }
      await this.#events.acknowledge(
        transaction,
        id,
        actor.userRef,
        this.#clock(),
      );
      return {
        outcome: undefined,
        act: {
          actor,
          action: 'ceiling.event.acknowledge',
          subject: subjectOf(event.ceilingId),
          details: {
            window: event.windowKey,
            percent: event.threshold.percent,
          },
        },
      };
    });
    const event = await this.#events.get(id);
    const [told] = await this.#told(event ? [event] : []);
    return told;
  }

  #told(events: readonly CeilingEvent[]): Promise<ToldEvent[]> {
    return Promise.all(
      events.map(async event => ({
        ...event,
        deliveries: await this.#outbox.deliveries(alertScope(event.id)),
      })),
    );
  }
}
