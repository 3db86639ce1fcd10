import { InputError, NotAllowedError } from '@backstage/errors';
import {
  ExemptedData,
  ExemptionRequest,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { CatalogSnapshot } from '../../kernel/CatalogView';
import { fullRef } from '../../kernel/fullRef';
import { Caller, teamsOf } from '../../kernel/TeamAccess';
import { PublishedAup } from '../aup/types';
import { PolicyExemption } from './types';

/** What a request for an exemption is judged by. */
export interface ExemptionContext {
  caller: Caller;
  snapshot: CatalogSnapshot;
  /** The version in force. */
  aup: PublishedAup | undefined;
  /** Of the key that the request names, where there is such a key. */
  ownerOfKey:
    | { teamRef: string; applicationRef: string | undefined }
    | undefined;
  maxDays: number;
}

/** The part of an exemption that its request says, its names resolved. */
export type ResolvedExemption = Pick<
  PolicyExemption,
  | 'aupVersion'
  | 'rules'
  | 'teamRef'
  | 'applicationRef'
  | 'keyId'
  | 'data'
  | 'justification'
  | 'riskAssessment'
  | 'compensatingControl'
  | 'revocationCondition'
>;

/**
 * @throws InputError naming everything that is wrong, NotAllowedError where the
 *   caller is no member of the team.
 */
export function resolveExemption(
  request: ExemptionRequest,
  context: ExemptionContext,
): ResolvedExemption {
  const { caller, snapshot, aup } = context;
  const teamRef = fullRef(request.owner, 'group') ?? '';
  const applicationRef =
    request.application && fullRef(request.application, 'component');
  const problems = [
    ...ruleProblems(request, aup),
    ...scopeProblems(request, teamRef, applicationRef, context),
    ...dataProblems(request, context),
    ...endProblems(request, context.maxDays),
  ];
  if (!aup || problems.length > 0) {
    throw new InputError(problems.join('. '));
  }
  if (!teamsOf(caller, snapshot).some(({ ref }) => ref === teamRef)) {
    throw new NotAllowedError(
      `You are not a member of '${request.owner}', and only its members request exemptions for it`,
    );
  }
  return {
    aupVersion: aup.version,
    rules: rulesOf(aup).filter(({ id }) => request.rules.includes(id)),
    teamRef,
    applicationRef,
    keyId: request.keyId,
    data: request.data && resolveData(request.data),
    justification: request.justification,
    riskAssessment: request.riskAssessment,
    compensatingControl: request.compensatingControl,
    revocationCondition: request.revocationCondition,
  };
}

interface SectionRule {
  id: string;
  statement: string;
  section: string;
}

function rulesOf({ document }: PublishedAup): SectionRule[] {
  return document.sections.flatMap(({ id: section, rules }) =>
    rules.map(({ id, statement }) => ({ id, statement, section })),
  );
}

function resolveData({ tier, models }: ExemptedData): ExemptedData {
  return {
    tier: tier.toLocaleLowerCase('en-US'),
    models: [...new Set(models.map(refOfModel))].sort(),
  };
}

function refOfModel(name: string): string {
  return fullRef(name, 'aimodel') ?? name;
}

function ruleProblems(
  { rules, data }: ExemptionRequest,
  aup: PublishedAup | undefined,
): string[] {
  if (!aup) {
    return ['No acceptable use policy is published yet, so it has no rules'];
  }
  const known = rulesOf(aup);
  const unknown = rules.filter(id => !known.some(rule => rule.id === id));
  const handlesData = known.some(
    ({ id, section }) => section === 'data-handling' && rules.includes(id),
  );
  return [
    ...unknown.map(
      id => `Version ${aup.version} of the policy has no rule '${id}'`,
    ),
    ...(data && !handlesData
      ? [
          'Name the rule of data handling that the data is exempted from; other rules let no data out',
        ]
      : []),
  ];
}

function scopeProblems(
  { owner, application, keyId }: ExemptionRequest,
  teamRef: string,
  applicationRef: string | undefined,
  { snapshot, ownerOfKey }: ExemptionContext,
): string[] {
  const problems: string[] = [];
  if (!snapshot.teams.has(teamRef)) {
    problems.push(`'${owner}' is no team of the catalog`);
  }
  if (
    application !== undefined &&
    snapshot.applications.get(applicationRef ?? '')?.teamRef !== teamRef
  ) {
    problems.push(`'${application}' is no application of '${owner}'`);
  }
  if (keyId !== undefined) {
    const isOfScope =
      ownerOfKey?.teamRef === teamRef &&
      (applicationRef === undefined ||
        ownerOfKey.applicationRef === applicationRef);
    if (!isOfScope) {
      problems.push(`'${keyId}' is no key of '${application ?? owner}'`);
    }
  }
  return problems;
}

/** Only for a tier that may not leave otherwise: any other needs no exemption. */
function dataProblems(
  { data }: ExemptionRequest,
  { snapshot }: ExemptionContext,
): string[] {
  if (!data) {
    return [];
  }
  const tier = snapshot.tiers.get(data.tier.toLocaleLowerCase('en-US'));
  const unknown = data.models.filter(
    name => !snapshot.models.has(refOfModel(name)),
  );
  return [
    ...unknown.map(name => `There is no model '${name}' in the catalog`),
    ...(tier?.spec.handling.externalProviders === 'exemption-only'
      ? []
      : [
          tier
            ? `Data of the tier ${data.tier} may leave without an exemption; choose a model that is approved for it`
            : `There is no data tier '${data.tier}' in the catalog`,
        ]),
  ];
}

function endProblems(
  { endsInDays }: ExemptionRequest,
  maxDays: number,
): string[] {
  return endsInDays > maxDays
    ? [
        `An exemption ends after ${maxDays} days at the latest; request a new one then`,
      ]
    : [];
}
