import { setTimeout as sleep } from 'node:timers/promises';
import { LoggerService } from '@backstage/backend-plugin-api';
import { KeyRequestService } from '../gateway/keys/KeyRequestService';
import { Governance } from '../governance/createGovernance';
import { Actor } from '../kernel/AuditTrail';
import { CatalogSnapshot, CatalogView } from '../kernel/CatalogView';
import { Clock } from '../kernel/Clock';
import { DemoSeed } from './readDemoSeed';
import { seedCeilings } from './seedCeilings';
import { hasData, seedData } from './seedData';
import { hasInventory, seedInventory } from './seedInventory';
import { hasKeyRequests, seedKeyRequests } from './seedKeyRequests';
import { seedPolicy } from './seedPolicy';
import { hasSeats, seedSeats } from './seedSeats';
import { hasWorkingGroup, seedWorkingGroup } from './seedWorkingGroup';

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 1_000;

/**
 * Takes the example company's decisions, through the same services as people
 * do, once the catalog knows whom and what they are about. What has been
 * decided already stays as it is, so that a second start changes nothing.
 */
export class DemoSeeder {
  readonly #seed: DemoSeed;
  readonly #governance: Governance;
  readonly #keyRequests: KeyRequestService;
  readonly #catalogView: CatalogView;
  readonly #clock: Clock;
  readonly #logger: LoggerService;

  constructor(options: {
    seed: DemoSeed;
    governance: Governance;
    keyRequests: KeyRequestService;
    catalogView: CatalogView;
    clock: Clock;
    logger: LoggerService;
  }) {
    this.#seed = options.seed;
    this.#governance = options.governance;
    this.#keyRequests = options.keyRequests;
    this.#catalogView = options.catalogView;
    this.#clock = options.clock;
    this.#logger = options.logger;
  }

  /** Tries until it is done or `signal` aborts; it never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    let delayMs = FIRST_DELAY_MS;
    let lastObstacle: string | undefined;
    while (!signal.aborted) {
      const obstacle = await this.#takeDecisions().catch(String);
      if (obstacle === undefined) {
        return;
      }
      if (obstacle !== lastObstacle) {
        this.#logger.info(
          `The demo company's decisions have to wait: ${obstacle}`,
        );
        lastObstacle = obstacle;
      }
      await sleep(delayMs, undefined, { signal, ref: false }).catch(
        () => undefined,
      );
      delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS);
    }
  }

  /** Answers what is in the way. */
  async #takeDecisions(): Promise<string | undefined> {
    if ((await this.#isDone()) && (await this.#isInventoryTaken())) {
      return undefined;
    }
    const unknown = this.#unknownTo(await this.#catalogView.refresh());
    if (unknown.length > 0) {
      return `the catalog does not hold ${unknown.join(', ')} yet`;
    }
    await seedSeats(this.#governance.seats, this.#seed.seats);
    await seedPolicy(this.#governance, this.#seed.aup, this.#clock());
    await this.#decideModels();
    await seedCeilings(
      this.#governance.costControl,
      this.#seed.ceilings,
      this.#clock(),
    );
    await this.#takeInventory();
    await this.#decideAboutData();
    await this.#askForKeys();
    this.#logger.info("The demo company's decisions are taken");
    return undefined;
  }

  async #isDone(): Promise<boolean> {
    const { aup, ceilings, models, seats } = this.#governance;
    const [seated, published, governed, limits] = await Promise.all([
      hasSeats(seats, this.#seed.seats),
      aup.currentIfAny(),
      models.list(),
      Promise.all(this.#seed.ceilings.map(({ scope }) => ceilings.has(scope))),
    ]);
    const decided = this.#seed.modelDecisions.every(({ model }) =>
      governed.some(({ ref, decision }) => ref === model && decision),
    );
    return (
      seated && published !== undefined && decided && limits.every(Boolean)
    );
  }

  async #isInventoryTaken(): Promise<boolean> {
    const { workingGroup, inventory, data, keyRequests } = this.#seed;
    return (
      (!workingGroup || (await hasWorkingGroup(this.#governance))) &&
      (!inventory || (await hasInventory(this.#governance, inventory))) &&
      (!data || (await hasData(this.#governance, data))) &&
      (!keyRequests || (await hasKeyRequests(this.#keyRequests, keyRequests)))
    );
  }

  #unknownTo({ people, models }: CatalogSnapshot): string[] {
    const { seats, aup, modelDecisions, ceilings } = this.#seed;
    const actors = [
      ...seats.flatMap(({ user, appointedBy }) => [user, appointedBy]),
      aup.draftedBy,
      aup.reviewedBy,
      aup.publishedBy,
      ...(aup.acknowledgedBy ?? []),
      ...modelDecisions.map(({ decidedBy }) => decidedBy),
      ...ceilings.flatMap(({ setBy, raiseRequest }) =>
        raiseRequest ? [setBy, raiseRequest.requestedBy] : [setBy],
      ),
    ];
    return [
      ...new Set(actors.filter(ref => !people.has(ref))),
      ...modelDecisions
        .map(({ model }) => model)
        .filter(ref => !models.has(ref)),
    ];
  }

  async #decideModels(): Promise<void> {
    const { models } = this.#governance;
    const governed = new Map(
      (await models.list()).map(model => [model.ref, model]),
    );
    for (const choice of this.#seed.modelDecisions) {
      const model = governed.get(choice.model);
      if (model && !model.decision) {
        await models.decide(demo(choice.decidedBy), model.ref, {
          decision: choice.decision,
          governedSha256: model.governedSha256,
          reason: choice.reason,
        });
      }
    }
  }

  async #takeInventory(): Promise<void> {
    const { workingGroup, inventory } = this.#seed;
    const nowMs = this.#clock();
    if (workingGroup) {
      await seedWorkingGroup(this.#governance, workingGroup, nowMs);
    }
    if (inventory) {
      const snapshot = await this.#catalogView.current();
      await seedInventory(this.#governance, inventory, snapshot, nowMs);
    }
  }

  async #decideAboutData(): Promise<void> {
    const { data } = this.#seed;
    if (data) {
      const snapshot = await this.#catalogView.current();
      await seedData(this.#governance, data, snapshot);
    }
  }

  async #askForKeys(): Promise<void> {
    const { keyRequests } = this.#seed;
    if (keyRequests) {
      const snapshot = await this.#catalogView.current();
      await seedKeyRequests(this.#keyRequests, keyRequests, snapshot);
    }
  }
}

function demo(userRef: string): Actor {
  return { userRef, origin: 'demo' };
}
