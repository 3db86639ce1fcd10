import { randomUUID } from 'node:crypto';
import { InputError } from '@backstage/errors';
import {
  UsageFile,
  UsageFilePreview,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Actor } from '../../kernel/AuditTrail';
import { CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { requirePerson } from '../../kernel/requirePerson';
import { ModelService } from '../models/ModelService';
import { InventoryStore } from './InventoryStore';
import { newItem } from './newItem';
import { readUsageFile } from './readUsageFile';
import { scanCatalog } from './scanCatalog';
import { DiscoveryRun, Finding, InventorySource, UsageItem } from './types';

const PROBLEMS_TOLD = 5;

/** Looks for uses that nobody has told of. */
export class DiscoveryService {
  readonly #store: InventoryStore;
  readonly #models: ModelService;
  readonly #catalogView: CatalogView;
  readonly #policyChanges: PolicyChanges;
  readonly #clock: Clock;

  constructor(options: {
    store: InventoryStore;
    models: ModelService;
    catalogView: CatalogView;
    policyChanges: PolicyChanges;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#models = options.models;
    this.#catalogView = options.catalogView;
    this.#policyChanges = options.policyChanges;
    this.#clock = options.clock;
  }

  /** Looks through the catalog as it is now. */
  async scanCatalog(actor: Actor): Promise<DiscoveryRun> {
    const snapshot = await this.#catalogView.refresh();
    requirePerson(actor.userRef, snapshot);
    const models = await this.#models.list();
    const approved = new Set(
      models
        .filter(({ approval }) => approval === 'approved')
        .map(({ ref }) => ref),
    );
    const { scanned, findings } = scanCatalog(snapshot, approved);
    return this.#record(actor, { source: 'catalog', scanned }, findings);
  }

  /** What an import of the file would do. */
  async preview(file: UsageFile): Promise<UsageFilePreview> {
    const [snapshot, items] = await Promise.all([
      this.#catalogView.current(),
      this.#store.items(),
    ]);
    const { findings, ...read } = readUsageFile(file, snapshot);
    return {
      ...read,
      found: findings.map(finding => ({
        tool: finding.tool,
        provider: finding.provider,
        teamRef: finding.teamRef,
        evidence: finding.evidence,
        isKnown: isKnown(file.source, finding, items),
      })),
    };
  }

  /**
   * Takes every use that a file shows.
   *
   * @throws InputError naming the lines that are wrong; then nothing is taken.
   */
  async importFile(actor: Actor, file: UsageFile): Promise<DiscoveryRun> {
    const snapshot = await this.#catalogView.current();
    requirePerson(actor.userRef, snapshot);
    const { sha256, lines, findings, problems } = readUsageFile(file, snapshot);
    if (problems.length > 0) {
      const told = problems
        .slice(0, PROBLEMS_TOLD)
        .map(({ line, message }) => `line ${line}: ${message}`);
      throw new InputError(
        `${file.fileName} was not imported, ${
          problems.length
        } to put right first: ${told.join('; ')}`,
      );
    }
    const { source, fileName } = file;
    return this.#record(
      actor,
      { source, scanned: lines, fileName, sha256 },
      findings,
    );
  }

  async #record(
    actor: Actor,
    run: Pick<DiscoveryRun, 'source' | 'scanned'> &
      Partial<Pick<DiscoveryRun, 'fileName' | 'sha256'>>,
    findings: Finding[],
  ): Promise<DiscoveryRun> {
    const ranAtMs = this.#clock();
    return this.#policyChanges.make(async transaction => {
      const items = await this.#store.items(transaction);
      const added = findings.filter(
        finding => !isKnown(run.source, finding, items),
      );
      const recorded: DiscoveryRun = {
        id: randomUUID(),
        source: run.source,
        fileName: run.fileName,
        sha256: run.sha256,
        ranAtMs,
        ranBy: actor.userRef,
        scanned: run.scanned,
        found: findings.length,
        added: added.length,
        origin: actor.origin,
      };
      await this.#store.insertRun(transaction, recorded);
      await this.#store.insertItems(
        transaction,
        added.map(finding =>
          newItem(finding, actor, ranAtMs, {
            source: run.source,
            runId: recorded.id,
          }),
        ),
      );
      return {
        outcome: recorded,
        act: {
          actor,
          action: 'inventory.discover',
          subject: run.source,
          details: {
            fileName: run.fileName,
            sha256: run.sha256,
            scanned: run.scanned,
            found: findings.length,
            added: added.map(({ tool }) => tool),
          },
        },
      };
    });
  }
}

/**
 * Whether a use is in the inventory from the same source already. A component
 * that takes up another model is another use.
 */
function isKnown(
  source: InventorySource,
  finding: Finding,
  items: UsageItem[],
): boolean {
  return items.some(
    item =>
      item.source === source &&
      item.sourceKey === finding.sourceKey &&
      item.tool === finding.tool,
  );
}
