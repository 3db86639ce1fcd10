import {
  RequestDetail,
  requestQuerySchema,
  RequestSummary,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { NotFoundError } from '@backstage/errors';
import { z } from 'zod';
import { CatalogView } from '../../kernel/CatalogView';
import { instant } from '../../kernel/instant';
import { VisibleTeams } from '../../kernel/TeamAccess';
import { asList } from '../asList';
import { asRefs } from '../asRefs';
import { narrowTeams } from '../teams/narrowTeams';
import { decodeCursor, encodeCursor } from './requestCursor';
import { RequestStore } from './RequestStore';
import { timeOfId } from './timeOfId';

/** Answers what went through the gateway, of the teams that a caller may see. */
export class RequestService {
  readonly #store: RequestStore;
  readonly #catalogView: CatalogView;

  constructor(options: { store: RequestStore; catalogView: CatalogView }) {
    this.#store = options.store;
    this.#catalogView = options.catalogView;
  }

  async list(
    query: z.output<typeof requestQuerySchema>,
    visible: VisibleTeams,
  ): Promise<{
    items: RequestSummary[];
    nextCursor?: string;
    searchedBackTo?: string;
  }> {
    const teams = narrowTeams(
      visible,
      asRefs(query.team, 'Group'),
      await this.#catalogView.current(),
    );
    const made = timeOfId(query.id);
    // One row more than asked for tells whether there is a next page.
    const found = await this.#store.list(
      {
        fromMs: toMillis(query.from) ?? made?.fromMs,
        toMs: toMillis(query.to) ?? made?.toMs,
        teams,
        id: query.id,
        applications: asRefs(query.application, 'Component'),
        keys: asList(query.key),
        models: asRefs(query.model, 'AiModel'),
        outcomes: asList(query.status),
        tiers: asList(query.tier),
        providers: asList(query.provider),
        errorCodes: asList(query.error),
        usageSources: asList(query.usageSource),
        minDurationMs: query.minDurationMs,
        minCostPicoUsd:
          query.minCostPicoUsd === undefined
            ? undefined
            : BigInt(query.minCostPicoUsd),
      },
      {
        after:
          query.cursor === undefined ? undefined : decodeCursor(query.cursor),
        limit: query.limit + 1,
      },
    );
    const items = found.items.slice(0, query.limit);
    if (found.stoppedAt) {
      return {
        items,
        nextCursor: encodeCursor(found.stoppedAt),
        searchedBackTo: instant(found.stoppedAt.arrivedAtMs),
      };
    }
    return {
      items,
      nextCursor:
        found.items.length > items.length
          ? cursorAfter(items.at(-1)!)
          : undefined,
    };
  }

  /** @throws NotFoundError where there is none, or the caller may not see it. */
  async get(id: string, visible: VisibleTeams): Promise<RequestDetail> {
    const request = await this.#store.find(id, visible);
    if (!request) {
      throw new NotFoundError(`There is no request '${id}' that you may see`);
    }
    return request;
  }
}

function cursorAfter({ at, id }: RequestSummary): string {
  return encodeCursor({ arrivedAtMs: Date.parse(at), id });
}

function toMillis(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Date.parse(text);
}
