import { Knex } from 'knex';
import {
  Declaration,
  DiscoveryRun,
  InventoryRecords,
  TeamAnswer,
  UsageItem,
} from './types';

/** Answers, uses, discovery runs and declarations, in SQL. */
export class InventoryStore {
  readonly #knex: Knex;
  readonly #countsDemo: boolean;

  constructor(options: { knex: Knex; countsDemo: boolean }) {
    this.#knex = options.knex;
    this.#countsDemo = options.countsDemo;
  }

  async records(knex: Knex = this.#knex): Promise<InventoryRecords> {
    // One after the other: a transaction has one connection.
    const answers = await this.answers(undefined, knex);
    const items = await this.items(knex);
    const runs = await this.runs(knex);
    const newest = new Map(
      answers.reverse().map(answer => [answer.teamRef, answer]),
    );
    return { answers: [...newest.values()], items, runs };
  }

  /** Of one team or of all, the newest first. */
  async answers(
    teamRef?: string,
    knex: Knex = this.#knex,
  ): Promise<TeamAnswer[]> {
    const query = this.#counted(knex('inventory_answers'));
    const rows: AnswerRow[] = await (teamRef === undefined
      ? query
      : query.where('team_ref', teamRef)
    ).orderBy('answered_at_ms', 'desc');
    return rows.map(row => ({
      id: row.id,
      teamRef: row.team_ref,
      answer: row.answer,
      uses: row.uses,
      note: row.note ?? undefined,
      answeredBy: row.answered_by,
      answeredByName: row.answered_by_name,
      answeredAtMs: Number(row.answered_at_ms),
      origin: row.origin,
    }));
  }

  async insertAnswer(
    transaction: Knex.Transaction,
    answer: TeamAnswer,
  ): Promise<void> {
    await transaction('inventory_answers').insert({
      id: answer.id,
      team_ref: answer.teamRef,
      answer: answer.answer,
      uses: answer.uses,
      note: answer.note,
      answered_by: answer.answeredBy,
      answered_by_name: answer.answeredByName,
      answered_at_ms: answer.answeredAtMs,
      origin: answer.origin,
    });
  }

  /** Those that were not withdrawn, the newest first. */
  async items(knex: Knex = this.#knex): Promise<UsageItem[]> {
    const rows: ItemRow[] = await this.#counted(knex('inventory_items'))
      .whereNull('withdrawn_at_ms')
      .orderBy([{ column: 'reported_at_ms', order: 'desc' }, { column: 'id' }]);
    return rows.map(toItem);
  }

  async insertItems(
    transaction: Knex.Transaction,
    items: UsageItem[],
  ): Promise<void> {
    for (const item of items) {
      await transaction('inventory_items').insert(toRow(item));
    }
  }

  async withdraw(
    transaction: Knex.Transaction,
    ids: string[],
    atMs: number,
  ): Promise<void> {
    for (const id of ids) {
      await transaction('inventory_items')
        .where({ id })
        .update({ withdrawn_at_ms: atMs });
    }
  }

  async saveDisposition(
    transaction: Knex.Transaction,
    item: UsageItem,
  ): Promise<void> {
    await transaction('inventory_items')
      .where('id', item.id)
      .update({
        disposition: item.disposition,
        until_ms: item.untilMs ?? null,
        disposition_reason: item.dispositionReason,
        disposed_by: item.disposedBy,
        disposed_at_ms: item.disposedAtMs,
        owner_ref: item.ownerRef,
        team_ref: item.teamRef,
      });
  }

  /** The newest first. */
  async runs(knex: Knex = this.#knex): Promise<DiscoveryRun[]> {
    const rows: RunRow[] = await this.#counted(knex('inventory_runs')).orderBy(
      'ran_at_ms',
      'desc',
    );
    return rows.map(row => ({
      id: row.id,
      source: row.source,
      fileName: row.file_name ?? undefined,
      sha256: row.sha256 ?? undefined,
      ranAtMs: Number(row.ran_at_ms),
      ranBy: row.ran_by,
      scanned: row.scanned,
      found: row.found,
      added: row.added,
      origin: row.origin,
    }));
  }

  async insertRun(
    transaction: Knex.Transaction,
    run: DiscoveryRun,
  ): Promise<void> {
    await transaction('inventory_runs').insert({
      id: run.id,
      source: run.source,
      file_name: run.fileName,
      sha256: run.sha256,
      ran_at_ms: run.ranAtMs,
      ran_by: run.ranBy,
      scanned: run.scanned,
      found: run.found,
      added: run.added,
      origin: run.origin,
    });
  }

  async newestDeclaration(): Promise<Declaration | undefined> {
    const row = await this.#counted(this.#knex('inventory_declarations'))
      .orderBy('declared_at_ms', 'desc')
      .first();
    return (
      row && {
        id: row.id,
        statement: row.statement,
        snapshot: row.snapshot,
        sha256: row.sha256,
        declaredBy: row.declared_by,
        declaredAtMs: Number(row.declared_at_ms),
        origin: row.origin,
      }
    );
  }

  async insertDeclaration(
    transaction: Knex.Transaction,
    declaration: Declaration,
  ): Promise<void> {
    await transaction('inventory_declarations').insert({
      id: declaration.id,
      statement: declaration.statement,
      snapshot: declaration.snapshot,
      sha256: declaration.sha256,
      declared_by: declaration.declaredBy,
      declared_at_ms: declaration.declaredAtMs,
      origin: declaration.origin,
    });
  }

  #counted(query: Knex.QueryBuilder): Knex.QueryBuilder {
    return this.#countsDemo ? query : query.whereNot('origin', 'demo');
  }
}

interface AnswerRow {
  id: string;
  team_ref: string;
  answer: TeamAnswer['answer'];
  uses: number;
  note: string | null;
  answered_by: string;
  answered_by_name: string;
  answered_at_ms: number | string;
  origin: TeamAnswer['origin'];
}

interface RunRow {
  id: string;
  source: DiscoveryRun['source'];
  file_name: string | null;
  sha256: string | null;
  ran_at_ms: number | string;
  ran_by: string;
  scanned: number;
  found: number;
  added: number;
  origin: DiscoveryRun['origin'];
}

interface ItemRow {
  id: string;
  team_ref: string | null;
  tool: string;
  provider: string | null;
  purpose: string | null;
  tier: string | null;
  data_source_refs: string;
  /** SQLite answers 0 or 1. */
  sanctioned: boolean | number;
  since: string | null;
  owner_ref: string | null;
  notes: string | null;
  source: UsageItem['source'];
  source_key: string | null;
  evidence: string | null;
  run_id: string | null;
  reported_by: string;
  reported_at_ms: number | string;
  name_hidden: boolean | number;
  disposition: UsageItem['disposition'];
  until_ms: number | string | null;
  disposition_reason: string | null;
  disposed_by: string | null;
  disposed_at_ms: number | string | null;
  origin: UsageItem['origin'];
}

function toRow(item: UsageItem) {
  return {
    id: item.id,
    team_ref: item.teamRef,
    tool: item.tool,
    provider: item.provider,
    purpose: item.purpose,
    tier: item.tier,
    data_source_refs: JSON.stringify(item.dataSourceRefs),
    sanctioned: item.sanctioned,
    since: item.since,
    owner_ref: item.ownerRef,
    notes: item.notes,
    source: item.source,
    source_key: item.sourceKey,
    evidence: item.evidence,
    run_id: item.runId,
    reported_by: item.reportedBy,
    reported_at_ms: item.reportedAtMs,
    name_hidden: item.isNameHidden,
    disposition: item.disposition,
    origin: item.origin,
  };
}

function toItem(row: ItemRow): UsageItem {
  return {
    id: row.id,
    teamRef: row.team_ref ?? undefined,
    tool: row.tool,
    provider: row.provider ?? undefined,
    purpose: row.purpose ?? undefined,
    tier: row.tier ?? undefined,
    dataSourceRefs: JSON.parse(row.data_source_refs),
    sanctioned: Boolean(row.sanctioned),
    since: row.since ?? undefined,
    ownerRef: row.owner_ref ?? undefined,
    notes: row.notes ?? undefined,
    source: row.source,
    sourceKey: row.source_key ?? undefined,
    evidence: row.evidence ?? undefined,
    runId: row.run_id ?? undefined,
    reportedBy: row.reported_by,
    reportedAtMs: Number(row.reported_at_ms),
    isNameHidden: Boolean(row.name_hidden),
    disposition: row.disposition,
    untilMs: optionalMs(row.until_ms),
    dispositionReason: row.disposition_reason ?? undefined,
    disposedBy: row.disposed_by ?? undefined,
    disposedAtMs: optionalMs(row.disposed_at_ms),
    origin: row.origin,
  };
}

function optionalMs(value: number | string | null): number | undefined {
  return value === null ? undefined : Number(value);
}
