import { ConflictError, NotFoundError } from '@backstage/errors';
import { AcknowledgementState } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { requirePerson } from '../../kernel/requirePerson';
import { Caller, groupsFrom } from '../../kernel/TeamAccess';
import { AupStore } from './AupStore';
import { AupAcknowledgement, PublishedAup } from './types';

/** How one person stands to the policy in force. */
export interface Standing {
  state: AcknowledgementState;
  /** The newest, of whichever version. */
  acknowledgement: AupAcknowledgement | undefined;
}

/** How a group stands to the policy in force. */
export interface GroupStanding {
  version: string | undefined;
  acknowledged: number;
  /** The group's own and those of all groups below, by name. */
  members: Array<Standing & { userRef: string; name: string }>;
}

/** Takes acknowledgements of the acceptable use policy, and knows whose are due. */
export class AcknowledgementService {
  readonly #store: AupStore;
  readonly #policyChanges: PolicyChanges;
  readonly #catalogView: CatalogView;
  readonly #clock: Clock;

  constructor(options: {
    store: AupStore;
    policyChanges: PolicyChanges;
    catalogView: CatalogView;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#policyChanges = options.policyChanges;
    this.#catalogView = options.catalogView;
    this.#clock = options.clock;
  }

  /**
   * Acknowledges the version in force as oneself; who does so again keeps their
   * first acknowledgement.
   *
   * @param sha256 - of the text that was read.
   * @throws ConflictError where that is not the version in force.
   */
  async acknowledge(
    caller: Caller,
    version: string,
    sha256: string,
  ): Promise<AupAcknowledgement> {
    requirePerson(caller.userRef, await this.#catalogView.current());
    return this.#policyChanges.make(async transaction => {
      const current = await this.#store.current(transaction);
      if (!current) {
        throw new NotFoundError('No acceptable use policy is published yet');
      }
      if (current.version !== version || current.sha256 !== sha256) {
        throw new ConflictError(
          `Version ${current.version} of the policy is in force, and it is not the text that you have read. Reload the page and read it first`,
        );
      }
      const earlier = await this.#store.acknowledgement(
        version,
        caller.userRef,
        transaction,
      );
      if (earlier) {
        return { outcome: earlier };
      }
      const acknowledgement: AupAcknowledgement = {
        version,
        sha256,
        userRef: caller.userRef,
        userName: caller.name,
        acknowledgedAtMs: this.#clock(),
      };
      await this.#store.insertAcknowledgement(transaction, acknowledgement);
      return {
        outcome: acknowledgement,
        act: {
          actor: { userRef: caller.userRef, origin: 'user' },
          action: 'aup.acknowledge',
          subject: `aup:${version}`,
          details: { sha256, userName: caller.name },
        },
      };
    });
  }

  /** A person's acknowledgement of one version. */
  async get(
    version: string,
    userRef: string,
  ): Promise<AupAcknowledgement | undefined> {
    return this.#store.acknowledgement(version, userRef);
  }

  async standingOf(userRef: string): Promise<Standing> {
    const [current, newest] = await this.#read();
    return standing(newest.get(userRef), current);
  }

  /** @throws NotFoundError where the catalog has no such group. */
  async standingOfGroup(groupRef: string): Promise<GroupStanding> {
    const [current, newest] = await this.#read();
    const people = await this.#membersOf(groupRef);
    const members = people.map(({ ref, name }) => ({
      userRef: ref,
      name,
      ...standing(newest.get(ref), current),
    }));
    return {
      version: current?.version,
      acknowledged: members.filter(({ state }) => state === 'acknowledged')
        .length,
      members,
    };
  }

  /** Refs of the people who acknowledged the very version in force. */
  async acknowledgedBy(): Promise<Set<string>> {
    const [current, newest] = await this.#read();
    return new Set(
      [...newest.values()]
        .filter(({ version }) => version === current?.version)
        .map(({ userRef }) => userRef),
    );
  }

  /**
   * The version in force, and whose keys work under it: those of people who
   * acknowledged a version of its major number, because a minor one changes
   * nothing that they have agreed to.
   */
  async inForce(): Promise<
    { version: string; acknowledgedBy: Set<string> } | undefined
  > {
    const [current, newest] = await this.#read();
    return (
      current && {
        version: current.version,
        acknowledgedBy: new Set(
          [...newest.values()]
            .filter(({ version }) => majorOf(version) === current.major)
            .map(({ userRef }) => userRef),
        ),
      }
    );
  }

  async #read() {
    return Promise.all([
      this.#store.current(),
      this.#store.newestAcknowledgements(),
    ]);
  }

  async #membersOf(groupRef: string) {
    const snapshot = await this.#catalogView.current();
    if (!snapshot.groups.has(groupRef)) {
      throw new NotFoundError(`There is no group '${groupRef}' in the catalog`);
    }
    const refs = [...groupsFrom([groupRef], snapshot)].flatMap(
      ref => snapshot.groups.get(ref)?.memberRefs ?? [],
    );
    return [...new Set(refs)]
      .map(ref => snapshot.people.get(ref) ?? { ref, name: ref })
      .sort((a, b) => a.name.localeCompare(b.name, 'en'));
  }
}

function standing(
  acknowledgement: AupAcknowledgement | undefined,
  current: PublishedAup | undefined,
): Standing {
  if (!acknowledgement) {
    return { state: 'pending', acknowledgement };
  }
  const isCurrent = acknowledgement.version === current?.version;
  return { state: isCurrent ? 'acknowledged' : 'outdated', acknowledgement };
}

function majorOf(version: string): number {
  return Number(version.split('.')[0]);
}
