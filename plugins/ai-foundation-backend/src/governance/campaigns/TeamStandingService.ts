import { NotFoundError } from '@backstage/errors';
import { TeamAcknowledgements } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { AupConfig } from '../../kernel/AiFoundationConfig';
import { CatalogView } from '../../kernel/CatalogView';
import { groupsFrom } from '../../kernel/TeamAccess';
import { AcknowledgementService } from '../aup/AcknowledgementService';
import { AupService } from '../aup/AupService';
import { CampaignReader, PersonStanding } from './CampaignReader';
import { KeyHolders } from './KeyHolders';
import { teamRollUp } from './teamRollUp';

/** How a group stands to the policy in force. */
export interface TeamStanding {
  version: string | undefined;
  acknowledged: number;
  rollUp: TeamAcknowledgements['rollUp'];
  /** The group's own and those of all groups below, by name. */
  members: Array<
    PersonStanding & { userRef: string; name: string; holdsKeys: boolean }
  >;
}

/** Says how groups stand to the policy, by the organisation's rule. */
export class TeamStandingService {
  readonly #reader: CampaignReader;
  readonly #aup: AupService;
  readonly #acknowledgements: AcknowledgementService;
  readonly #keyHolders: KeyHolders;
  readonly #catalogView: CatalogView;
  readonly #rule: AupConfig['teamRule'];

  constructor(options: {
    reader: CampaignReader;
    aup: AupService;
    acknowledgements: AcknowledgementService;
    keyHolders: KeyHolders;
    catalogView: CatalogView;
    rule: AupConfig['teamRule'];
  }) {
    this.#reader = options.reader;
    this.#aup = options.aup;
    this.#acknowledgements = options.acknowledgements;
    this.#keyHolders = options.keyHolders;
    this.#catalogView = options.catalogView;
    this.#rule = options.rule;
  }

  /** @throws NotFoundError where the catalog has no such group. */
  async of(groupRef: string): Promise<TeamStanding> {
    const people = await this.#membersOf(groupRef);
    const memberRefs = people.map(({ ref }) => ref);
    const [current, acknowledgedBy, keys, standings, { groups }] =
      await Promise.all([
        this.#aup.currentIfAny(),
        this.#acknowledgements.acknowledgedBy(),
        this.#keyHolders.keys(),
        this.#reader.standings(memberRefs),
        this.#catalogView.current(),
      ]);
    const keyHolderRefs = new Set(
      keys.flatMap(({ teamRef, userRef }) =>
        teamRef === groupRef || memberRefs.includes(userRef) ? [userRef] : [],
      ),
    );
    const rollUp = teamRollUp(this.#rule, {
      memberRefs,
      keyHolderRefs,
      leadRef: groups.get(groupRef)?.leadRef,
      acknowledgedBy,
    });
    return {
      version: current?.version,
      acknowledged: rollUp.everyone.acknowledged,
      rollUp,
      members: people.map(({ ref, name }) => ({
        userRef: ref,
        name,
        holdsKeys: keyHolderRefs.has(ref),
        ...standings.get(ref)!,
      })),
    };
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
