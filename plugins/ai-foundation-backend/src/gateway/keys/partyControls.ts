import { KeyRequest } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { isEligible } from '../../governance/aup/isEligible';
import { prematureLabels } from '../../governance/findings/detectSightings';
import { teamsOf } from '../../kernel/TeamAccess';
import { keyOwners } from './keyOwners';
import { KeyRequestContext, ResolvedKeyRequest } from './KeyRequestContext';
import { KeyControlVerdict } from './types';
import { failed, forbidden, passed } from './verdicts';

/* Who asks, and for whom. */

export function aupControl({
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

export function eligibilityControl({
  aup,
  caller,
  catalog,
}: KeyRequestContext): KeyControlVerdict {
  return !aup || isEligible(aup.document, caller.userRef, catalog)
    ? passed('eligibility', 'The policy lets you use models.')
    : forbidden(
        'eligibility',
        'The policy names groups whose people may use models, and you are in none of them. Ask the governance working group.',
      );
}

export function ownerControl(
  request: KeyRequest,
  { kind, teamRef }: ResolvedKeyRequest,
  context: KeyRequestContext,
): KeyControlVerdict {
  const teams = keyOwners(kind, context);
  const team = teams.get(teamRef ?? '');
  const own = teamsOf(context.caller, { teams });
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

export function applicationControl(
  request: KeyRequest,
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

/** Words of a purpose that would let software act by itself. */
const AGENT_WORDS = ['agent', 'agents', 'agentic', 'autonomous'];

const NOT_IN_STAGE_1 =
  'is not part of Stage 1, because nothing observes it yet. The working group takes it up for Stage 2; a finding tells them.';

/** Agents and formal workloads wait for Stage 2, however they are called. */
export function agentControl(
  request: KeyRequest,
  { kind, applicationRef }: ResolvedKeyRequest,
  { catalog, isClearedOfAgent }: KeyRequestContext,
): KeyControlVerdict {
  if (kind === 'workload') {
    return forbidden(
      'agent',
      `Onboarding a workload, with evaluation pipelines, golden datasets and adversarial tests, ${NOT_IN_STAGE_1} To try it out, ask for an experiment key.`,
    );
  }
  const asksForAgent =
    kind === 'agent' ||
    request.actsAlone ||
    request.purpose.split('-').some(word => AGENT_WORDS.includes(word));
  if (asksForAgent) {
    return forbidden(
      'agent',
      `An agent that acts without a person ${NOT_IN_STAGE_1} Software whose every act a person confirms may have a key.`,
    );
  }
  const application = catalog.applications.get(applicationRef ?? '');
  const labels = application ? prematureLabels(application, 'agent') : [];
  return application && labels.length > 0 && !isClearedOfAgent
    ? forbidden(
        'agent',
        `The catalog says that ${application.title} is an agent (${labels.join(
          ', ',
        )}), which ${NOT_IN_STAGE_1} Where it is none, the working group marks the finding as a false positive.`,
      )
    : passed('agent', 'It is no agent that acts without a person.');
}
