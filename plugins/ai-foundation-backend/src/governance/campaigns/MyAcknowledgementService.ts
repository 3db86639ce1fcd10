import { BackstageUserPrincipal } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import { CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { InboxReader, InboxSource, WaitingItem } from '../../kernel/Inbox';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { requirePerson } from '../../kernel/requirePerson';
import { Caller } from '../../kernel/TeamAccess';
import {
  AcknowledgementService,
  requireOneself,
} from '../aup/AcknowledgementService';
import { AupService } from '../aup/AupService';
import { consentTo } from '../aup/consentTo';
import { Consent } from '../aup/types';
import { CampaignReader, PersonStanding } from './CampaignReader';
import { CampaignStore } from './CampaignStore';
import { HeldKey, KeyHolders } from './KeyHolders';

/** What the policy in force asks of one person. */
export interface Obligation extends PersonStanding {
  version: string;
  consent: Consent;
  /** Their keys that stop, or have stopped, without an acknowledgement. */
  keys: HeldKey[];
  /** Absent where they have stopped already, and where none does. */
  keysStopAtMs: number | undefined;
}

/** Knows what the policy asks of a person, and takes their refusal. */
export class MyAcknowledgementService implements InboxSource {
  readonly #store: CampaignStore;
  readonly #reader: CampaignReader;
  readonly #aup: AupService;
  readonly #acknowledgements: AcknowledgementService;
  readonly #keyHolders: KeyHolders;
  readonly #policyChanges: PolicyChanges;
  readonly #catalogView: CatalogView;
  readonly #clock: Clock;

  constructor(options: {
    store: CampaignStore;
    reader: CampaignReader;
    aup: AupService;
    acknowledgements: AcknowledgementService;
    keyHolders: KeyHolders;
    policyChanges: PolicyChanges;
    catalogView: CatalogView;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#reader = options.reader;
    this.#aup = options.aup;
    this.#acknowledgements = options.acknowledgements;
    this.#keyHolders = options.keyHolders;
    this.#policyChanges = options.policyChanges;
    this.#catalogView = options.catalogView;
    this.#clock = options.clock;
  }

  /** @throws NotFoundError where nothing is published yet. */
  async of(userRef: string): Promise<Obligation> {
    const current = await this.#aup.current();
    const standings = await this.#reader.standings([userRef]);
    const inForce = await this.#acknowledgements.inForce();
    const isBound = inForce?.acknowledgedBy.has(userRef);
    const held = isBound ? undefined : await this.#keyHolders.byPerson();
    const footing = await this.#acknowledgements.standsFor(
      userRef,
      this.#clock(),
    );
    return {
      ...standings.get(userRef)!,
      version: current.version,
      consent: consentTo(current),
      keys: held?.get(userRef) ?? [],
      keysStopAtMs: footing === 'grace' ? inForce?.graceUntilMs : undefined,
    };
  }

  /**
   * Declines the version in force as oneself. An acknowledgement takes the place
   * of it at any time.
   *
   * @throws ConflictError where there is nothing to decline.
   */
  async decline(
    caller: Caller,
    principal: BackstageUserPrincipal,
    declined: { version: string; sha256: string; reason: string },
  ): Promise<Obligation> {
    requireOneself(principal);
    const { userRef } = caller;
    const { version, sha256, reason } = declined;
    requirePerson(userRef, await this.#catalogView.current());
    const standing = (await this.#reader.standings([userRef])).get(userRef);
    if (!standing?.recipient || standing.state === 'acknowledged') {
      throw new ConflictError(
        standing?.recipient
          ? `You have acknowledged version ${version} already, which stays on record`
          : 'You are not asked to acknowledge the policy',
      );
    }
    await this.#policyChanges.make(async transaction => {
      await this.#acknowledgements.requireCurrent(transaction, declined);
      const open = await this.#store.open(transaction);
      await this.#store.decline(
        transaction,
        userRef,
        open.map(campaign => campaign.version),
        { atMs: this.#clock(), reason },
      );
      return {
        outcome: undefined,
        act: {
          actor: { userRef, origin: 'user' },
          action: 'aup.decline',
          subject: `aup:${version}`,
          details: { sha256, userName: caller.name, reason },
        },
      };
    });
    return this.of(userRef);
  }

  async waitingFor(reader: InboxReader): Promise<WaitingItem[]> {
    const { userRef } = reader.caller;
    if (!(await this.#aup.currentIfAny())) {
      return [];
    }
    const mine = await this.of(userRef);
    return [acknowledgementItem(mine), keysItem(mine)].flatMap(
      item => item ?? [],
    );
  }
}

function acknowledgementItem(mine: Obligation): WaitingItem | undefined {
  const { campaign, recipient, version } = mine;
  const isAsked = ['pending', 'outdated', 'overdue'].includes(mine.state);
  return campaign && recipient && isAsked
    ? {
        id: `acknowledge-policy:${version}`,
        kind: 'acknowledge-policy',
        subject: version,
        sinceMs: recipient.addedAtMs,
        dueMs: campaign.asks === 'acknowledge' ? campaign.dueAtMs : undefined,
        path: '/policy',
      }
    : undefined;
}

function keysItem(mine: Obligation): WaitingItem | undefined {
  const { keys, keysStopAtMs, recipient } = mine;
  return keys.length > 0 && keysStopAtMs !== undefined
    ? {
        id: `keys-stop:${mine.version}`,
        kind: 'keys-stop',
        subject: keys.map(({ id }) => id).join(', '),
        sinceMs: recipient?.addedAtMs ?? keysStopAtMs,
        dueMs: keysStopAtMs,
        path: '/policy',
      }
    : undefined;
}
