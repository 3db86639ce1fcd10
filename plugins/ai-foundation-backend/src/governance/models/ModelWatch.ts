import {
  Model,
  modelDecidePermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Knex } from 'knex';
import { Clock } from '../../kernel/Clock';
import { InboxReader, InboxSource, WaitingItem } from '../../kernel/Inbox';
import { Outbox } from '../../kernel/Outbox';
import { GovernedModel } from './GovernedModel';
import { ModelService } from './ModelService';
import { ModelStore } from './ModelStore';

/** Where decisions about models are taken, below the plugin's root. */
const DECISIONS_PATH = '/governance/models';

/**
 * Sees which models wait for a decision: those that are new in the catalog, and
 * those that were edited after their approval. It tells who may decide, once.
 */
export class ModelWatch implements InboxSource {
  readonly #knex: Knex;
  readonly #store: ModelStore;
  readonly #models: ModelService;
  readonly #outbox: Outbox;
  readonly #clock: Clock;

  constructor(options: {
    knex: Knex;
    store: ModelStore;
    models: ModelService;
    outbox: Outbox;
    clock: Clock;
  }) {
    this.#knex = options.knex;
    this.#store = options.store;
    this.#models = options.models;
    this.#outbox = options.outbox;
    this.#clock = options.clock;
  }

  /** Notes what waits since now, and tells the deciders of it. */
  async look(): Promise<string> {
    const [waiting, seen, deciders] = await Promise.all([
      this.#waiting(),
      this.#store.sightings(),
      this.#models.deciders(),
    ]);
    const unseen = waiting.filter(model => !seen.has(sightingOf(model)));
    await this.#knex.transaction(async transaction => {
      await this.#store.insertSightings(transaction, unseen, this.#clock());
      await this.#outbox.add(
        transaction,
        unseen.flatMap(model =>
          deciders.map(recipientRef => ({
            recipientRef,
            topic: 'models',
            scope: `model:${model.ref}`,
            title: `The model ${titleOf(model)} waits for a decision`,
            description: model.notRoutableBecause.join(' '),
            link: `/ai-foundation${DECISIONS_PATH}`,
            severity: 'normal' as const,
          })),
        ),
      );
    });
    return `${waiting.length} wait, ${unseen.length} of them new`;
  }

  async waitingFor({ caller, may }: InboxReader): Promise<WaitingItem[]> {
    const deciders = await this.#models.deciders();
    if (
      !deciders.includes(caller.userRef) ||
      !(await may(modelDecidePermission))
    ) {
      return [];
    }
    const [waiting, seen] = await Promise.all([
      this.#waiting(),
      this.#store.sightings(),
    ]);
    return waiting.map(model => ({
      id: `decide-model:${sightingOf(model)}`,
      kind: 'decide-model',
      subject: titleOf(model),
      subjectRef: model.ref,
      sinceMs: seen.get(sightingOf(model)) ?? this.#clock(),
      path: DECISIONS_PATH,
    }));
  }

  async #waiting(): Promise<GovernedModel[]> {
    const waits: Array<Model['approval']> = [
      'proposed',
      'changed-since-approval',
    ];
    return (await this.#models.list()).filter(({ approval }) =>
      waits.includes(approval),
    );
  }
}

/** A model as it is: its ref with the hash of its governed fields. */
function sightingOf(model: GovernedModel): string {
  return `${model.ref}:${model.governedSha256}`;
}

function titleOf({ entity: { metadata } }: GovernedModel): string {
  return metadata.title ?? metadata.name;
}
