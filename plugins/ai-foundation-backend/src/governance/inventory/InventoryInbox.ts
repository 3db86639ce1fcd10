import { inventoryManagePermission } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { CatalogView, Team } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { InboxReader, InboxSource, WaitingItem } from '../../kernel/Inbox';
import { Caller, teamsOf } from '../../kernel/TeamAccess';
import { isUndecided } from './inventoryState';
import { InventoryStore } from './InventoryStore';

const PATH = '/governance/inventory';

/** Teams that have not answered, and uses that nobody has decided about. */
export class InventoryInbox implements InboxSource {
  readonly #store: InventoryStore;
  readonly #catalogView: CatalogView;
  readonly #clock: Clock;

  constructor(options: {
    store: InventoryStore;
    catalogView: CatalogView;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#catalogView = options.catalogView;
    this.#clock = options.clock;
  }

  async waitingFor(reader: InboxReader): Promise<WaitingItem[]> {
    const [answers, disposals] = await Promise.all([
      this.#unanswered(reader.caller),
      this.#undecided(reader),
    ]);
    return [...answers, ...disposals];
  }

  async #unanswered(caller: Caller): Promise<WaitingItem[]> {
    const snapshot = await this.#catalogView.current();
    const asked = teamsOf(caller, snapshot).filter(team =>
      isAsked(caller, team),
    );
    if (asked.length === 0) {
      return [];
    }
    const answered = new Set(
      (await this.#store.answers()).map(({ teamRef }) => teamRef),
    );
    return asked
      .filter(({ ref }) => !answered.has(ref))
      .map(({ ref, title }) => ({
        id: `answer-inventory:${ref}`,
        kind: 'answer-inventory',
        subject: title,
        subjectRef: ref,
        sinceMs: snapshot.readAtMs,
        path: `${PATH}/answer/${ref.split(':')[1]}`,
      }));
  }

  /** One item for all, because an import can bring hundreds. */
  async #undecided({ may }: InboxReader): Promise<WaitingItem[]> {
    const nowMs = this.#clock();
    const items = (await this.#store.items()).filter(item =>
      isUndecided(item, nowMs),
    );
    if (items.length === 0 || !(await may(inventoryManagePermission))) {
      return [];
    }
    return [
      {
        id: 'dispose-inventory',
        kind: 'dispose-inventory',
        subject:
          items.length === 1 ? items[0].tool : `${items.length} known uses`,
        sinceMs: Math.min(...items.map(({ reportedAtMs }) => reportedAtMs)),
        path: `${PATH}?disposition=undecided`,
      },
    ];
  }
}

/** A team's lead answers for it; where no member leads it, everybody is asked. */
function isAsked(caller: Caller, { leadRef, memberRefs }: Team): boolean {
  return leadRef !== undefined && memberRefs.includes(leadRef)
    ? leadRef === caller.userRef
    : true;
}
