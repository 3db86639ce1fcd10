import { TeamSummary } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { NotFoundError } from '@backstage/errors';
import { CatalogSnapshot, CatalogView, Team } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { groupsFrom, VisibleTeams } from '../../kernel/TeamAccess';
import { calendarDays, dateAt } from '../costs/calendarDays';
import { CostStore } from '../costs/CostStore';
import { addFigures, Figures, toCostFigures } from '../costs/Figures';
import { TeamStore } from './TeamStore';

/** What all scorecards are made of, read at one instant. */
interface Facts {
  catalog: CatalogSnapshot;
  acknowledgedBy: ReadonlySet<string>;
  activeKeys: ReadonlyMap<string, number>;
  month: ReadonlyMap<string, Figures>;
}

/** Answers how the teams that a caller may see stand. */
export class TeamService {
  readonly #store: TeamStore;
  readonly #costStore: CostStore;
  readonly #catalogView: CatalogView;
  readonly #acknowledgedBy: () => Promise<ReadonlySet<string>>;
  readonly #timeZone: string;
  readonly #clock: Clock;

  constructor(options: {
    store: TeamStore;
    costStore: CostStore;
    catalogView: CatalogView;
    /** Refs of the people who acknowledged the policy in force. */
    acknowledgedBy: () => Promise<ReadonlySet<string>>;
    timeZone: string;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#costStore = options.costStore;
    this.#catalogView = options.catalogView;
    this.#acknowledgedBy = options.acknowledgedBy;
    this.#timeZone = options.timeZone;
    this.#clock = options.clock;
  }

  /** By title. Groups that are no teams have no entry of their own. */
  async list(visible: VisibleTeams): Promise<TeamSummary[]> {
    const facts = await this.#facts(visible);
    return [...facts.catalog.teams.values()]
      .filter(({ ref }) => visible === 'all' || visible.has(ref))
      .sort((a, b) => a.title.localeCompare(b.title, 'en-US'))
      .map(team => summarize(team, facts));
  }

  /**
   * One team, or a group with the sums of the teams below it.
   *
   * @throws NotFoundError where there is none, or the caller may not see all of it.
   */
  async get(ref: string, visible: VisibleTeams): Promise<TeamSummary> {
    const facts = await this.#facts(visible);
    const group = facts.catalog.groups.get(ref);
    if (!group || !isVisible(group, visible, facts.catalog)) {
      throw new NotFoundError(`There is no team '${ref}' that you may see`);
    }
    return summarize(group, facts);
  }

  async #facts(visible: VisibleTeams): Promise<Facts> {
    const nowMs = this.#clock();
    const today = dateAt(nowMs, this.#timeZone);
    const firstOfMonth = `${today.slice(0, 'yyyy-MM'.length)}-01`;
    const [catalog, acknowledgedBy, activeKeys, rows] = await Promise.all([
      this.#catalogView.current(),
      this.#acknowledgedBy(),
      this.#store.countActiveKeys(nowMs),
      this.#costStore.sum({
        days: calendarDays(firstOfMonth, today, this.#timeZone),
        teams: visible,
        groupBy: ['team'],
      }),
    ]);
    const month = new Map(
      rows.map(({ teamRef = '', figures }) => [teamRef, figures]),
    );
    return { catalog, acknowledgedBy, activeKeys, month };
  }
}

function isVisible(
  group: Team,
  visible: VisibleTeams,
  catalog: CatalogSnapshot,
): boolean {
  if (visible === 'all') {
    return true;
  }
  const teams = [...groupsFrom([group.ref], catalog)].filter(ref =>
    catalog.teams.has(ref),
  );
  return teams.length > 0 && teams.every(ref => visible.has(ref));
}

function summarize(group: Team, facts: Facts): TeamSummary {
  const refs = [...groupsFrom([group.ref], facts.catalog)];
  const members = new Set(
    refs.flatMap(ref => facts.catalog.groups.get(ref)?.memberRefs ?? []),
  );
  return {
    ref: group.ref,
    title: group.title,
    parentRef: group.parentRef,
    members: members.size,
    acknowledged: [...members].filter(ref => facts.acknowledgedBy.has(ref))
      .length,
    activeKeys: refs.reduce(
      (sum, ref) => sum + (facts.activeKeys.get(ref) ?? 0),
      0,
    ),
    month: toCostFigures(
      addFigures(refs.flatMap(ref => facts.month.get(ref) ?? [])),
    ),
  };
}
