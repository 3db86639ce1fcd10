import * as common from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { stringify } from 'csv-stringify/sync';
import { CatalogSnapshot } from '../../kernel/CatalogView';
import { instant, optionalInstant } from '../../kernel/instant';
import { Caller, teamsOf } from '../../kernel/TeamAccess';
import { InventoryView } from './InventoryService';
import { isUndecided } from './inventoryState';
import { Declaration, DiscoveryRun, TeamAnswer, UsageItem } from './types';

const COLUMNS = [
  'id',
  'team',
  'tool',
  'provider',
  'purpose',
  'tier',
  'data_sources',
  'sanctioned',
  'since',
  'source',
  'evidence',
  'disposition',
  'until',
  'reason',
  'owner',
  'notes',
  'reported_at',
];

/** Who reads the inventory, and how much of it. */
export interface InventoryReader {
  caller: Caller;
  /** Sees every team's uses, not only those of their own teams. */
  readsAll: boolean;
  /** Sees who reported what, also where the name is hidden from others. */
  manages: boolean;
}

export function toInventory(
  view: InventoryView,
  reader: InventoryReader,
  catalog: CatalogSnapshot,
  nowMs: number,
): common.Inventory {
  const own = new Set(teamsOf(reader.caller, catalog).map(({ ref }) => ref));
  const answers = new Map(view.answers.map(answer => [answer.teamRef, answer]));
  return {
    state: view.state,
    teams: [...catalog.teams.values()]
      .filter(({ ref }) => reader.readsAll || own.has(ref))
      .sort((a, b) => a.title.localeCompare(b.title, 'en'))
      .map(({ ref, title, leadRef }) => {
        const answer = answers.get(ref);
        return {
          teamRef: ref,
          title,
          leadRef,
          answer: answer && toAnswer(answer),
          isMine: own.has(ref),
        };
      }),
    items: visibleItems(view.items, reader, catalog).map(item =>
      toItem(item, reader, nowMs),
    ),
    runs: reader.readsAll ? view.runs.map(toRun) : [],
    declaration:
      view.declaration && toDeclaration(view.declaration, view.snapshotSha256),
    snapshotSha256: view.snapshotSha256,
    obstacles: view.obstacles,
  };
}

/** Those of the reader's teams, and what they reported themselves. */
export function visibleItems(
  items: UsageItem[],
  { caller, readsAll }: InventoryReader,
  catalog: CatalogSnapshot,
): UsageItem[] {
  const own = new Set(teamsOf(caller, catalog).map(({ ref }) => ref));
  return items.filter(
    ({ teamRef, reportedBy }) =>
      readsAll ||
      reportedBy === caller.userRef ||
      (teamRef !== undefined && own.has(teamRef)),
  );
}

export function toItem(
  item: UsageItem,
  { caller, manages }: InventoryReader,
  nowMs: number,
): common.InventoryItem {
  const seesName =
    !item.isNameHidden || manages || item.reportedBy === caller.userRef;
  return {
    id: item.id,
    teamRef: item.teamRef,
    tool: item.tool,
    provider: item.provider,
    purpose: item.purpose,
    tier: item.tier,
    dataSourceRefs: item.dataSourceRefs,
    sanctioned: item.sanctioned,
    since: item.since,
    ownerRef: item.ownerRef,
    notes: item.notes,
    source: item.source,
    evidence: item.evidence,
    reportedAt: instant(item.reportedAtMs),
    reportedBy: seesName ? item.reportedBy : undefined,
    isNameHidden: item.isNameHidden,
    disposition: item.disposition,
    until: optionalInstant(item.untilMs),
    dispositionReason: item.dispositionReason,
    disposedBy: item.disposedBy,
    disposedAt: optionalInstant(item.disposedAtMs),
    isUndecided: isUndecided(item, nowMs),
  };
}

export function toAnswer(answer: TeamAnswer): common.InventoryAnswer {
  return {
    id: answer.id,
    teamRef: answer.teamRef,
    answer: answer.answer,
    uses: answer.uses,
    note: answer.note,
    answeredBy: answer.answeredBy,
    answeredByName: answer.answeredByName,
    answeredAt: instant(answer.answeredAtMs),
  };
}

export function toRun(run: DiscoveryRun): common.DiscoveryRun {
  return {
    id: run.id,
    source: run.source,
    fileName: run.fileName,
    sha256: run.sha256,
    ranAt: instant(run.ranAtMs),
    ranBy: run.ranBy,
    scanned: run.scanned,
    found: run.found,
    added: run.added,
  };
}

export function toDeclaration(
  declaration: Declaration,
  snapshotSha256: string,
): common.InventoryDeclaration {
  return {
    id: declaration.id,
    statement: declaration.statement,
    sha256: declaration.sha256,
    declaredBy: declaration.declaredBy,
    declaredAt: instant(declaration.declaredAtMs),
    isOutdated: declaration.sha256 !== snapshotSha256,
  };
}

/** A line each use; nothing in a cell is run as a formula by a spreadsheet. */
export function toCsv(items: UsageItem[]): string {
  return stringify(
    items.map(item => ({
      id: item.id,
      team: item.teamRef,
      tool: item.tool,
      provider: item.provider,
      purpose: item.purpose,
      tier: item.tier,
      data_sources: item.dataSourceRefs.join(' '),
      sanctioned: item.sanctioned ? 'yes' : 'no',
      since: item.since,
      source: item.source,
      evidence: item.evidence,
      disposition: item.disposition,
      until: optionalInstant(item.untilMs),
      reason: item.dispositionReason,
      owner: item.ownerRef,
      notes: item.notes,
      reported_at: instant(item.reportedAtMs),
    })),
    { header: true, columns: COLUMNS, escape_formulas: true },
  );
}
