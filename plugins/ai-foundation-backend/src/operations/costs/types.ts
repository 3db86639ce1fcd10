import { CostGrouping } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { VisibleTeams } from '../../kernel/TeamAccess';
import { CalendarDay } from './calendarDays';
import { Figures } from './Figures';

/** Which costs, and what to tell apart in them. */
export interface CostQuestion {
  /** At least one, in order and without a gap. */
  days: readonly CalendarDay[];
  teams: VisibleTeams;
  applications?: string[];
  models?: string[];
  groupBy: readonly CostGrouping[];
  maxRows?: number;
}

/** What one group cost; the fields that it is grouped by are set. */
export interface CostRow {
  day?: string;
  teamRef?: string;
  /** Empty for requests with a team's own key. */
  applicationRef?: string;
  modelRef?: string;
  keyId?: string;
  figures: Figures;
}
