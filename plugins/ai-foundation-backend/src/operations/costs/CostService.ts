import {
  costQuerySchema,
  CostReport,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { VisibleTeams } from '../../kernel/TeamAccess';
import { asList } from '../asList';
import { asRefs } from '../asRefs';
import { narrowTeams } from '../teams/narrowTeams';
import { CalendarDay, calendarDays, dateAfter, dateAt } from './calendarDays';
import { CostStore } from './CostStore';
import { addFigures, toCostFigures } from './Figures';
import { CostRow } from './types';

const DEFAULT_DAYS = 30;
const MAX_DAYS = 400;
const MAX_ROWS = 20_000;

/** Answers what was spent, of the teams that a caller may see. */
export class CostService {
  readonly #store: CostStore;
  readonly #catalogView: CatalogView;
  readonly #timeZone: string;
  readonly #clock: Clock;

  constructor(options: {
    store: CostStore;
    catalogView: CatalogView;
    timeZone: string;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#catalogView = options.catalogView;
    this.#timeZone = options.timeZone;
    this.#clock = options.clock;
  }

  /** @throws InputError where the days are the wrong way round, or it would be too long. */
  async report(
    query: z.output<typeof costQuerySchema>,
    visible: VisibleTeams,
  ): Promise<CostReport> {
    const days = this.#days(query);
    const teams = narrowTeams(
      visible,
      asRefs(query.team, 'Group'),
      await this.#catalogView.current(),
    );
    const rows = await this.#store.sum({
      days,
      teams,
      applications: asRefs(query.application, 'Component'),
      models: asRefs(query.model, 'AiModel'),
      groupBy: [...new Set(asList(query.groupBy))],
      // One row too many tells that there are too many.
      maxRows: MAX_ROWS + 1,
    });
    if (rows.length > MAX_ROWS) {
      throw new InputError(
        `The report would have more than ${MAX_ROWS} rows; ask for fewer days or group by less`,
      );
    }
    return {
      from: days[0].day,
      to: days[days.length - 1].day,
      timeZone: this.#timeZone,
      currency: 'USD',
      total: toCostFigures(addFigures(rows.map(({ figures }) => figures))),
      rows: rows.sort(inOrder).map(({ figures, ...group }) => ({
        ...group,
        ...toCostFigures(figures),
      })),
    };
  }

  #days(query: { from?: string; to?: string }): CalendarDay[] {
    const to = query.to ?? dateAt(this.#clock(), this.#timeZone);
    const from = query.from ?? dateAfter(to, 1 - DEFAULT_DAYS);
    if (from > to) {
      throw new InputError(
        `'from' (${from}) must not be later than 'to' (${to})`,
      );
    }
    if (dateAfter(from, MAX_DAYS) <= to) {
      throw new InputError(
        `A report spans at most ${MAX_DAYS} days; from ${from} to ${to} are more`,
      );
    }
    return calendarDays(from, to, this.#timeZone);
  }
}

/** Day by day, and within a day the dearest first. */
function inOrder(a: CostRow, b: CostRow): number {
  return (
    compare(a.day ?? '', b.day ?? '') ||
    compare(b.figures.costPicoUsd, a.figures.costPicoUsd) ||
    compare(groupOf(a), groupOf(b))
  );
}

function groupOf({ figures, ...group }: CostRow): string {
  return Object.values(group).join(' ');
}

function compare<T extends string | bigint>(a: T, b: T): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
