import { randomUUID } from 'node:crypto';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { Actor } from '../../kernel/AuditTrail';
import { CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { fullRef } from '../../kernel/fullRef';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { requirePerson } from '../../kernel/requirePerson';
import { ClassificationStore } from './ClassificationStore';
import { matches } from './standingOf';
import { RuleSelector, SourceRule } from './types';

/** A rule with how many data sources it is about now. */
export type ListedRule = SourceRule & { matches: number };

/** Takes rules that classify, each reviewed by somebody else than its author. */
export class ClassificationRuleService {
  readonly #store: ClassificationStore;
  readonly #policyChanges: PolicyChanges;
  readonly #catalogView: CatalogView;
  readonly #clock: Clock;

  constructor(options: {
    store: ClassificationStore;
    policyChanges: PolicyChanges;
    catalogView: CatalogView;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#policyChanges = options.policyChanges;
    this.#catalogView = options.catalogView;
    this.#clock = options.clock;
  }

  async list(): Promise<ListedRule[]> {
    const rules = await this.#store.rules();
    return Promise.all(rules.map(rule => this.#listed(rule)));
  }

  /** @throws InputError where it names what the catalog does not have. */
  async propose(
    actor: Actor,
    proposal: { selector: RuleSelector; tier: string; reason: string },
  ): Promise<ListedRule> {
    const snapshot = await this.#catalogView.current();
    requirePerson(actor.userRef, snapshot);
    const { groups, tiers } = snapshot;
    const tier = proposal.tier.toLocaleLowerCase('en-US');
    if (!tiers.has(tier)) {
      throw new InputError(`There is no data tier '${proposal.tier}'`);
    }
    const { owner, ...selector } = proposal.selector;
    const ownerRef = owner && fullRef(owner, 'group');
    if (owner && !groups.has(ownerRef ?? '')) {
      throw new InputError(`There is no group '${owner}' in the catalog`);
    }
    const rule: SourceRule = {
      id: randomUUID(),
      selector: { ...selector, ...(ownerRef && { owner: ownerRef }) },
      tier,
      reason: proposal.reason,
      proposedBy: actor.userRef,
      proposedAtMs: this.#clock(),
      review: undefined,
      withdrawnAtMs: undefined,
      origin: actor.origin,
    };
    await this.#policyChanges.make(async transaction => {
      await this.#store.insertRule(transaction, rule);
      return {
        outcome: undefined,
        act: {
          actor,
          action: 'classification-rule.propose',
          subject: `classification-rule:${rule.id}`,
          details: {
            after: { selector: rule.selector, tier },
            reason: rule.reason,
          },
        },
      };
    });
    return this.#listed(rule);
  }

  /**
   * Reviews a rule, from when on it counts, or withdraws it.
   *
   * @throws NotAllowedError where its author reviews it.
   */
  async decide(
    actor: Actor,
    id: string,
    choice: { decision: 'reviewed' | 'withdrawn'; reason: string },
  ): Promise<ListedRule> {
    requirePerson(actor.userRef, await this.#catalogView.current());
    const rule = await this.#policyChanges.make(async transaction => {
      const before = await this.#require(id, transaction);
      const nowMs = this.#clock();
      if (choice.decision === 'withdrawn') {
        await this.#store.withdrawRule(transaction, id, {
          by: actor.userRef,
          atMs: nowMs,
        });
      } else {
        refuseAuthor(before, actor.userRef);
        await this.#store.reviewRule(transaction, id, {
          by: actor.userRef,
          atMs: nowMs,
          reason: choice.reason,
        });
      }
      return {
        outcome: await this.#require(id, transaction, 'any'),
        act: {
          actor,
          action: 'classification-rule.decide',
          subject: `classification-rule:${id}`,
          details: {
            before: ruleState(before),
            after: choice.decision,
            reason: choice.reason,
          },
        },
      };
    });
    return this.#listed(rule);
  }

  async #require(
    id: string,
    knex: Parameters<ClassificationStore['rules']>[0],
    wanted: 'open' | 'any' = 'open',
  ): Promise<SourceRule> {
    const rule = (await this.#store.rules(knex)).find(one => one.id === id);
    if (!rule) {
      throw new NotFoundError(`There is no classification rule '${id}'`);
    }
    if (wanted === 'open' && rule.withdrawnAtMs !== undefined) {
      throw new ConflictError('The rule is withdrawn; propose a new one');
    }
    return rule;
  }

  async #listed(rule: SourceRule): Promise<ListedRule> {
    const { dataSources } = await this.#catalogView.current();
    const matching = [...dataSources.values()].filter(source =>
      matches(rule.selector, source),
    );
    return { ...rule, matches: matching.length };
  }
}

export function ruleState({
  review,
  withdrawnAtMs,
}: SourceRule): 'proposed' | 'reviewed' | 'withdrawn' {
  if (withdrawnAtMs !== undefined) {
    return 'withdrawn';
  }
  return review ? 'reviewed' : 'proposed';
}

function refuseAuthor(rule: SourceRule, userRef: string): void {
  if (rule.proposedBy === userRef) {
    throw new NotAllowedError(
      'You proposed this rule, so somebody else has to review it',
    );
  }
  if (rule.review) {
    throw new ConflictError(`${rule.review.by} has reviewed the rule already`);
  }
}
