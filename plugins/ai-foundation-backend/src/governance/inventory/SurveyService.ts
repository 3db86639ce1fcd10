import { randomUUID } from 'node:crypto';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import { ReportedUsage } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Actor } from '../../kernel/AuditTrail';
import { canonicalJson } from '../../kernel/canonicalJson';
import { CatalogSnapshot, CatalogView, Team } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { fullRef } from '../../kernel/fullRef';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { requirePerson } from '../../kernel/requirePerson';
import { InventoryStore } from './InventoryStore';
import { newItem } from './newItem';
import { TeamAnswer, UsageFacts, UsageItem } from './types';

/** What a team says of itself. */
export type AnswerContent =
  | { answer: 'none'; note?: string }
  | { answer: 'usage'; usage: ReportedUsage[]; note?: string };

/** Takes what people tell of themselves: answers of teams, and reports. */
export class SurveyService {
  readonly #store: InventoryStore;
  readonly #catalogView: CatalogView;
  readonly #policyChanges: PolicyChanges;
  readonly #clock: Clock;

  constructor(options: {
    store: InventoryStore;
    catalogView: CatalogView;
    policyChanges: PolicyChanges;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#catalogView = options.catalogView;
    this.#policyChanges = options.policyChanges;
    this.#clock = options.clock;
  }

  /** Every answer of a team, the newest first. */
  async answers(teamRef: string): Promise<TeamAnswer[]> {
    return this.#store.answers(teamRef);
  }

  /**
   * Answers for a team. What is told again word for word keeps its disposition;
   * what has changed is decided anew, and what is left out is withdrawn.
   *
   * @param ownTeams - the teams whose member the actor is.
   * @throws NotAllowedError for who is not a member.
   */
  async answer(
    actor: Actor,
    ownTeams: Team[],
    teamRef: string,
    content: AnswerContent,
  ): Promise<TeamAnswer> {
    const snapshot = await this.#catalogView.current();
    requirePerson(actor.userRef, snapshot);
    if (!snapshot.teams.has(teamRef)) {
      throw new NotFoundError(`The catalog knows no team '${teamRef}'`);
    }
    if (!ownTeams.some(({ ref }) => ref === teamRef)) {
      throw new NotAllowedError('Only a member of a team answers for it');
    }
    const usage = content.answer === 'usage' ? content.usage : [];
    const told = distinct(usage.map(use => factsOf(use, teamRef, snapshot)));
    const answeredAtMs = this.#clock();
    const answer: TeamAnswer = {
      id: randomUUID(),
      teamRef,
      answer: content.answer,
      uses: told.length,
      note: content.note,
      answeredBy: actor.userRef,
      answeredByName: snapshot.people.get(actor.userRef)!.name,
      answeredAtMs,
      origin: actor.origin,
    };
    return this.#policyChanges.make(async transaction => {
      const [before] = await this.#store.answers(teamRef, transaction);
      const known = (await this.#store.items(transaction)).filter(
        item => item.teamRef === teamRef && item.source === 'survey',
      );
      const withdrawn = known.filter(
        item => !told.some(facts => isSame(facts, item)),
      );
      const added = told.filter(
        facts => !known.some(item => isSame(facts, item)),
      );
      await this.#store.insertAnswer(transaction, answer);
      await this.#store.withdraw(
        transaction,
        withdrawn.map(({ id }) => id),
        answeredAtMs,
      );
      await this.#store.insertItems(
        transaction,
        added.map(facts =>
          newItem(facts, actor, answeredAtMs, { source: 'survey' }),
        ),
      );
      return {
        outcome: answer,
        act: {
          actor,
          action: 'inventory.answer',
          subject: teamRef,
          details: {
            before: before && { answer: before.answer, uses: before.uses },
            answer: answer.answer,
            uses: told.map(({ tool }) => tool),
            withdrawn: withdrawn.map(({ tool }) => tool),
          },
        },
      };
    });
  }

  /**
   * Takes a report of a use, whoever did or did not agree to it.
   *
   * @throws InputError where it is for a team that the actor is not in.
   */
  async report(
    actor: Actor,
    ownTeams: Team[],
    report: ReportedUsage & { team?: string; hideName: boolean },
  ): Promise<UsageItem> {
    const snapshot = await this.#catalogView.current();
    requirePerson(actor.userRef, snapshot);
    const teamRef =
      report.team === undefined ? undefined : fullRef(report.team, 'group');
    if (
      report.team !== undefined &&
      !ownTeams.some(({ ref }) => ref === teamRef)
    ) {
      throw new InputError(
        'team: Choose one of your own teams, or none; others answer for theirs',
      );
    }
    const item = newItem(
      factsOf(report, teamRef, snapshot),
      actor,
      this.#clock(),
      { source: 'self-report', isNameHidden: report.hideName },
    );
    return this.#policyChanges.make(async transaction => {
      await this.#store.insertItems(transaction, [item]);
      return {
        outcome: item,
        act: {
          actor,
          action: 'inventory.report',
          subject: `usage:${item.id}`,
          details: { tool: item.tool, teamRef },
        },
      };
    });
  }
}

/** @throws InputError where the catalog does not know what is named. */
function factsOf(
  usage: ReportedUsage,
  teamRef: string | undefined,
  { tiers, dataSources, people }: CatalogSnapshot,
): UsageFacts {
  const tier = usage.tier?.toLocaleLowerCase('en-US');
  if (tier !== undefined && !tiers.has(tier)) {
    throw new InputError(`tier: There is no data tier '${usage.tier}'`);
  }
  const dataSourceRefs = usage.dataSources.map(text => {
    const ref = fullRef(text, 'resource');
    if (!ref || !dataSources.has(ref)) {
      throw new InputError(
        `dataSources: The catalog knows no data source '${text}'; describe it in the notes`,
      );
    }
    return ref;
  });
  const ownerRef = usage.owner && fullRef(usage.owner, 'user');
  if (usage.owner && (!ownerRef || !people.has(ownerRef))) {
    throw new InputError(`owner: The catalog knows no person '${usage.owner}'`);
  }
  return {
    teamRef,
    tool: usage.tool,
    provider: usage.provider || undefined,
    purpose: usage.purpose,
    tier,
    dataSourceRefs: [...new Set(dataSourceRefs)].sort(),
    sanctioned: usage.sanctioned,
    since: usage.since,
    ownerRef: ownerRef || undefined,
    notes: usage.notes || undefined,
  };
}

function isSame(a: UsageFacts, b: UsageFacts): boolean {
  return keyOf(a) === keyOf(b);
}

function distinct(facts: UsageFacts[]): UsageFacts[] {
  return [...new Map(facts.map(each => [keyOf(each), each])).values()];
}

/** The owner is left out: a decision can name one, and does not change the use. */
function keyOf(facts: UsageFacts): string {
  const { teamRef, tool, provider, purpose, tier, dataSourceRefs } = facts;
  const { sanctioned, since, notes } = facts;
  return canonicalJson({
    teamRef,
    tool,
    provider,
    purpose,
    tier,
    dataSourceRefs,
    sanctioned,
    since,
    notes,
  });
}
