import { createHash } from 'node:crypto';
import { RequirementState } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { canonicalJson } from '../../kernel/canonicalJson';
import { CatalogSnapshot } from '../../kernel/CatalogView';
import { instant, optionalInstant } from '../../kernel/instant';
import { Declaration, InventoryRecords, UsageItem } from './types';

/** The sources that do not depend on somebody telling. */
const SELF_TOLD = ['survey', 'self-report'];

/** Whether nobody has decided, or the day until which it is accepted has passed. */
export function isUndecided(item: UsageItem, nowMs: number): boolean {
  return (
    item.disposition === 'unknown' ||
    (item.disposition === 'accept' && (item.untilMs ?? 0) <= nowMs)
  );
}

/** Refs of the catalog's teams that have not answered. */
export function unansweredTeams(
  { answers }: InventoryRecords,
  { teams }: CatalogSnapshot,
): string[] {
  const answered = new Set(answers.map(({ teamRef }) => teamRef));
  return [...teams.keys()].filter(ref => !answered.has(ref));
}

/**
 * Why the inventory cannot be declared complete, in words. Whoever reads a
 * part of the inventory reads this: it names no use.
 */
export function obstaclesOf(
  records: InventoryRecords,
  snapshot: CatalogSnapshot,
  nowMs: number,
): string[] {
  const missing = unansweredTeams(records, snapshot);
  const undecided = records.items.filter(item => isUndecided(item, nowMs));
  const discovered = records.runs.some(
    ({ source }) => !SELF_TOLD.includes(source),
  );
  return [
    ...(snapshot.teams.size === 0 ? ['The catalog knows no team.'] : []),
    ...(missing.length > 0
      ? [
          `These teams have not answered: ${missing
            .map(ref => snapshot.teams.get(ref)?.title ?? ref)
            .sort()
            .join(', ')}.`,
        ]
      : []),
    ...(discovered
      ? []
      : [
          'Nobody has looked for uses yet but by asking: scan the catalog, or import invoices or DNS names.',
        ]),
    ...(undecided.length > 0
      ? [
          undecided.length === 1
            ? 'What happens with one use is not decided.'
            : `What happens with ${undecided.length} uses is not decided.`,
        ]
      : []),
  ];
}

/**
 * The inventory as it is declared: teams, answers, uses and discovery runs,
 * without who reported a use.
 */
export function snapshotOf(
  records: InventoryRecords,
  { teams }: CatalogSnapshot,
): Record<string, unknown> {
  const byId = <T extends { id: string }>(items: T[]) =>
    [...items].sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    teams: [...teams.keys()].sort(),
    answers: byId(records.answers).map(answer => ({
      id: answer.id,
      teamRef: answer.teamRef,
      answer: answer.answer,
      uses: answer.uses,
      answeredBy: answer.answeredBy,
      answeredAt: instant(answer.answeredAtMs),
    })),
    items: byId(records.items).map(item => ({
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
      disposition: item.disposition,
      until: optionalInstant(item.untilMs),
      dispositionReason: item.dispositionReason,
      disposedBy: item.disposedBy,
    })),
    runs: byId(records.runs).map(run => ({
      id: run.id,
      source: run.source,
      fileName: run.fileName,
      sha256: run.sha256,
      ranAt: instant(run.ranAtMs),
      scanned: run.scanned,
      found: run.found,
      added: run.added,
    })),
  };
}

export function sha256Of(snapshot: Record<string, unknown>): string {
  return createHash('sha256').update(canonicalJson(snapshot)).digest('hex');
}

/** Whether the inventory is declared complete and still is, and why not. */
export function inventoryState(
  records: InventoryRecords,
  declaration: Declaration | undefined,
  snapshot: CatalogSnapshot,
  nowMs: number,
): RequirementState {
  const sha256 = sha256Of(snapshotOf(records, snapshot));
  const obstacles = obstaclesOf(records, snapshot, nowMs);
  const unanswered = unansweredTeams(records, snapshot);
  const common = {
    id: 'usage-inventory',
    inputs: {
      sha256,
      declaredSha256: declaration?.sha256,
      teams: snapshot.teams.size,
      answered: snapshot.teams.size - unanswered.length,
      unanswered,
      items: records.items.length,
      undecided: records.items.filter(item => isUndecided(item, nowMs)).length,
      sources: [...new Set(records.runs.map(({ source }) => source))].sort(),
    },
  };
  if (!declaration) {
    return {
      ...common,
      state: 'not-met',
      reasons: ['Nobody has declared the inventory complete.', ...obstacles],
    };
  }
  const declaredOn = instant(declaration.declaredAtMs).slice(0, 10);
  const changed = declaration.sha256 !== sha256;
  return changed || obstacles.length > 0
    ? {
        ...common,
        state: 'stale',
        reasons: [
          ...(changed
            ? [
                `The inventory has changed since it was declared complete on ${declaredOn}.`,
              ]
            : []),
          ...obstacles,
        ],
      }
    : {
        ...common,
        state: 'met',
        reasons: [`Declared complete on ${declaredOn}, and unchanged since.`],
      };
}
