import { keyApprovePermission } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { InboxReader, InboxSource, WaitingItem } from '../../kernel/Inbox';
import { NOTICE_DAYS } from './KeyNotices';
import { KeyRequestService, stateOfRequest } from './KeyRequestService';
import { PendingKeyRequest } from './KeyRequestStore';
import { KeyStore } from './KeyStore';
import { KEY_REQUEST_PATH } from './paths';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Requests to decide, approved keys to collect, and keys that end soon. */
export class KeyInbox implements InboxSource {
  readonly #requests: KeyRequestService;
  readonly #store: KeyStore;
  readonly #catalogView: CatalogView;
  readonly #clock: Clock;

  constructor(options: {
    requests: KeyRequestService;
    store: KeyStore;
    catalogView: CatalogView;
    clock: Clock;
  }) {
    this.#requests = options.requests;
    this.#store = options.store;
    this.#catalogView = options.catalogView;
    this.#clock = options.clock;
  }

  async waitingFor(reader: InboxReader): Promise<WaitingItem[]> {
    const { userRef } = reader.caller;
    const nowMs = this.#clock();
    const requests = await this.#requests.list();
    const inState = (state: 'requested' | 'approved') =>
      requests.filter(request => stateOfRequest(request, nowMs) === state);
    const decides =
      (await reader.may(keyApprovePermission)) &&
      (await this.#requests.isApprover(userRef));
    return [
      ...(decides
        ? inState('requested')
            .filter(({ requestedBy }) => requestedBy !== userRef)
            .map(toDecide)
        : []),
      ...inState('approved')
        .filter(({ requestedBy }) => requestedBy === userRef)
        .map(toCollect),
      ...(await this.#ending(userRef, nowMs)),
    ];
  }

  async #ending(userRef: string, nowMs: number): Promise<WaitingItem[]> {
    const firstNoticeMs = NOTICE_DAYS[0] * DAY_MS;
    const [keys, { teams }] = await Promise.all([
      this.#store.endingBetween(nowMs, nowMs + firstNoticeMs),
      this.#catalogView.current(),
    ]);
    return keys
      .filter(
        ({ createdBy, teamRef, createdAtMs, expiresAtMs }) =>
          expiresAtMs - createdAtMs > firstNoticeMs &&
          [createdBy, teams.get(teamRef)?.leadRef].includes(userRef),
      )
      .map(key => ({
        id: `key-expires:${key.id}`,
        kind: 'key-expires' as const,
        subject: key.id,
        subjectRef: key.ownerRef,
        sinceMs: key.expiresAtMs - firstNoticeMs,
        dueMs: key.expiresAtMs,
        path: `/keys/new?owner=${encodeURIComponent(key.ownerRef)}`,
      }));
  }
}

function toDecide(request: PendingKeyRequest): WaitingItem {
  return {
    id: `key-request:${request.id}:decide`,
    kind: 'decide-key-request',
    subject: request.ownerRef,
    subjectRef: request.ownerRef,
    requestedBy: request.requestedBy,
    sinceMs: request.requestedAtMs,
    dueMs: request.endsAtMs,
    path: '/governance/keys',
  };
}

function toCollect(request: PendingKeyRequest): WaitingItem {
  return {
    id: `key-request:${request.id}:collect`,
    kind: 'key-request-decided',
    subject: request.ownerRef,
    subjectRef: request.ownerRef,
    sinceMs: request.decidedAtMs ?? request.requestedAtMs,
    dueMs: request.endsAtMs,
    path: `${KEY_REQUEST_PATH}${request.id}`,
  };
}
