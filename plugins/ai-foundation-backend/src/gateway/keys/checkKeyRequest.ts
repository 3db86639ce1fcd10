import { DataTierEntity } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { PublishedAup } from '../../governance/aup/types';
import { GovernedModel, tierOf } from '../../governance/models/GovernedModel';
import { CatalogSnapshot } from '../../kernel/CatalogView';
import { fullRef } from '../../kernel/fullRef';
import { Caller, teamsOf } from '../../kernel/TeamAccess';
import { KeyControlVerdict } from './types';

/** A key request as it was parsed. */
export interface ParsedKeyRequest {
  owner: string;
  application?: string;
  purpose: string;
  models: string[];
  tier: string;
  expiresInDays: number;
}

/** What a key request is judged by. */
export interface KeyRequestContext {
  caller: Caller;
  catalog: CatalogSnapshot;
  /** The version in force. */
  aup: PublishedAup | undefined;
  /** Whether the caller has acknowledged that version. */
  acknowledged: boolean;
  models: readonly GovernedModel[];
  maxDays: number;
}

/** A key request with its names resolved. */
export interface ResolvedKeyRequest {
  teamRef: string | undefined;
  applicationRef: string | undefined;
  /** In the order of the request, `undefined` where there is no such model. */
  models: Array<GovernedModel | undefined>;
  tier: DataTierEntity | undefined;
}

/** Words of a purpose that would let software act by itself. */
const AGENT_WORDS = ['agent', 'agents', 'agentic', 'autonomous'];

export function resolveKeyRequest(
  request: ParsedKeyRequest,
  { catalog, models }: KeyRequestContext,
): ResolvedKeyRequest {
  return {
    teamRef: fullRef(request.owner, 'group'),
    applicationRef:
      request.application && fullRef(request.application, 'component'),
    models: request.models.map(name =>
      models.find(({ ref }) => ref === fullRef(name, 'aimodel')),
    ),
    tier: catalog.tiers.get(request.tier.toLocaleLowerCase('en-US')),
  };
}

/**
 * What each control says to a key request. All are asked, so that a person can
 * put everything right at once.
 */
export function checkKeyRequest(
  request: ParsedKeyRequest,
  context: KeyRequestContext,
): KeyControlVerdict[] {
  const resolved = resolveKeyRequest(request, context);
  return [
    aupControl(context),
    ownerControl(request, resolved, context),
    applicationControl(request, resolved, context),
    purposeControl(request, context),
    tierControl(request, resolved, context),
    modelsControl(request, resolved, context),
    expiryControl(request, context),
  ];
}

function aupControl({
  aup,
  acknowledged,
  caller,
  catalog,
}: KeyRequestContext): KeyControlVerdict {
  if (!catalog.people.has(caller.userRef)) {
    return forbidden(
      'aup',
      `A key needs a person who answers for it, and '${caller.userRef}' is none of the catalog.`,
    );
  }
  if (!aup) {
    return forbidden(
      'aup',
      'No acceptable use policy is published yet, and there are no keys before one is.',
    );
  }
  return acknowledged
    ? passed(
        'aup',
        `You have acknowledged version ${aup.version} of the acceptable use policy.`,
      )
    : forbidden(
        'aup',
        `You have not acknowledged version ${aup.version} of the acceptable use policy. Read and acknowledge it under Policy first.`,
      );
}

function ownerControl(
  request: ParsedKeyRequest,
  { teamRef }: ResolvedKeyRequest,
  { caller, catalog }: KeyRequestContext,
): KeyControlVerdict {
  const team = catalog.teams.get(teamRef ?? '');
  const own = teamsOf(caller, catalog);
  const choice = own.length
    ? `Choose one of your teams: ${own.map(({ ref }) => ref).join(', ')}.`
    : 'You are a member of no team in the catalog; ask the lead of your team to add you.';
  if (!team) {
    return failed(
      'owner',
      `A key belongs to a team, a group of type 'team', and '${request.owner}' is none. ${choice}`,
    );
  }
  return own.includes(team)
    ? passed('owner', `You are a member of ${team.title}.`)
    : forbidden(
        'owner',
        `You are not a member of ${team.title}, and only its members request its keys. ${choice}`,
      );
}

function applicationControl(
  request: ParsedKeyRequest,
  { applicationRef, teamRef }: ResolvedKeyRequest,
  { catalog }: KeyRequestContext,
): KeyControlVerdict {
  if (request.application === undefined) {
    return passed(
      'application',
      'No application is named, so the key is for the team itself.',
    );
  }
  const application = catalog.applications.get(applicationRef ?? '');
  if (!application) {
    return failed(
      'application',
      `'${request.application}' is no component that a team owns. Leave it out, or name one of the team's applications.`,
    );
  }
  return application.teamRef === teamRef
    ? passed('application', `${application.title} belongs to the team.`)
    : failed(
        'application',
        `${application.title} belongs to ${application.teamRef}; a member of that team can request a key for it.`,
      );
}

function purposeControl(
  { purpose }: ParsedKeyRequest,
  { aup }: KeyRequestContext,
): KeyControlVerdict {
  if (purpose.split('-').some(word => AGENT_WORDS.includes(word))) {
    return failed(
      'purpose',
      'Agents that act by themselves are not part of Stage 1. Tell the working group of the plan, so that Stage 2 can take it up.',
    );
  }
  const purposes = aup?.document.purposes ?? [];
  const permitted = purposes.find(({ id }) => id === purpose);
  return permitted
    ? passed('purpose', `The policy permits '${permitted.title}'.`)
    : failed(
        'purpose',
        `The policy permits no purpose '${purpose}'. It permits: ${listOf(
          purposes.map(({ id }) => id),
        )}.`,
      );
}

function tierControl(
  request: ParsedKeyRequest,
  { tier }: ResolvedKeyRequest,
  { catalog }: KeyRequestContext,
): KeyControlVerdict {
  return tier
    ? passed('tier', `The key may carry data up to ${tier.metadata.name}.`)
    : failed(
        'tier',
        `There is no data tier '${request.tier}'. There are: ${listOf([
          ...catalog.tiers.keys(),
        ])}.`,
      );
}

function modelsControl(
  request: ParsedKeyRequest,
  { models, tier }: ResolvedKeyRequest,
  { catalog }: KeyRequestContext,
): KeyControlVerdict {
  const problems = models.flatMap((model, index) =>
    model
      ? modelProblems(model, tier, catalog)
      : [`There is no model '${request.models[index]}' in the catalog.`],
  );
  return problems.length === 0
    ? passed('models', 'The models are approved for data of this tier.')
    : failed('models', problems.join(' '));
}

function modelProblems(
  { approval, entity, external, notRoutableBecause }: GovernedModel,
  tier: DataTierEntity | undefined,
  { tiers }: CatalogSnapshot,
): string[] {
  const name = entity.metadata.title ?? entity.metadata.name;
  if (approval !== 'approved') {
    return [`${name} is not approved. ${notRoutableBecause.join(' ')}`];
  }
  if (!tier) {
    return [];
  }
  const modelTier = tiers.get(tierOf(entity));
  if (!modelTier || modelTier.spec.rank < tier.spec.rank) {
    return [
      `${name} is approved up to ${entity.spec.tier}, not for ${tier.metadata.name}.`,
    ];
  }
  if (external && tier.spec.handling.externalProviders === 'exemption-only') {
    return [
      `${name} runs at an external provider, where data of ${tier.metadata.name} must not go.`,
    ];
  }
  return [];
}

function expiryControl(
  { expiresInDays }: ParsedKeyRequest,
  { maxDays }: KeyRequestContext,
): KeyControlVerdict {
  return expiresInDays <= maxDays
    ? passed('expiry', `The key expires after ${expiresInDays} days.`)
    : failed(
        'expiry',
        `A key lives for at most ${maxDays} days; ask for a new one when it ends.`,
      );
}

type Control = KeyControlVerdict['control'];

function passed(control: Control, reason: string): KeyControlVerdict {
  return { control, passed: true, forbidden: false, reason };
}

function failed(control: Control, reason: string): KeyControlVerdict {
  return { control, passed: false, forbidden: false, reason };
}

function forbidden(control: Control, reason: string): KeyControlVerdict {
  return { control, passed: false, forbidden: true, reason };
}

function listOf(names: readonly string[]): string {
  return names.join(', ') || 'none';
}
