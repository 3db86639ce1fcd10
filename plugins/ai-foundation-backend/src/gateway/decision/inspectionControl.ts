import {
  InspectionTerms,
  uninspectedOf,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Finding, Inspection, Unread } from '../inspection/Inspection';
import { applicableRules, InspectionRule } from '../inspection/InspectionRule';
import {
  PolicyKey,
  PolicyModel,
  PolicySnapshot,
} from '../policy/PolicySnapshot';
import { Control, passed, refused } from './Control';
import { PolicyRequest } from './PolicyRequest';

/** So many findings are told one by one. */
const TOLD = 50;

const UNREAD_WORDS: Record<Unread, string> = {
  'too-long': 'it is longer than the gateway inspects',
  'too-costly': 'it takes longer than the gateway inspects',
  'too-many': 'it holds more findings than the gateway tells apart',
  tokens: 'it is given in tokens and not in text',
};

const PLACES_TOLD = 5;

/** What the rules about prompts say of a request; nothing where none holds for it. */
export function inspectionControls(
  { inspection }: PolicyRequest,
  model: PolicyModel | undefined,
  context: { key: PolicyKey; policy: PolicySnapshot; tier: string },
): Control[] {
  const { key, policy, tier } = context;
  if (policy.inspection.length === 0 || !model) {
    return [];
  }
  const rules = applicableRules(policy.inspection, {
    purpose: key.purpose,
    tier,
    model,
  });
  return rules.length > 0 ? [inspectionControl(rules, inspection)] : [];
}

/** @param inspection - `undefined` where there is no prompt at hand. */
function inspectionControl(
  rules: readonly InspectionRule[],
  inspection: Inspection | undefined,
): Control {
  if (!inspection) {
    return {
      verdict: {
        control: 'inspection',
        verdict: 'not-evaluated',
        reason: 'There is no prompt to inspect.',
        inputs: { rules: rules.map(({ id }) => id) },
      },
    };
  }
  const inputs = inputsOf(inspection);
  const refusal =
    blockOf(inspection) ?? gapOf(rules, inspection) ?? failureOf(inspection);
  return refusal
    ? refused('inspection', inputs, refusal)
    : passed('inspection', inputs, passedWords(inspection));
}

function inputsOf(inspection: Inspection): Record<string, unknown> {
  const { rules, findings, unread, failed, leftOut } = inspection;
  return {
    rules,
    found: findings.length,
    findings: findings.slice(0, TOLD),
    ...(unread.length > 0 && { unread }),
    ...(failed.length > 0 && { failed }),
    ...(leftOut.length > 0 && { leftOut }),
  };
}

function blockOf({ findings }: Inspection) {
  const blocking = findings.filter(
    ({ mode, inName }) => mode === 'block' || (mode === 'redact' && inName),
  );
  return blocking.length === 0
    ? undefined
    : {
        status: 403,
        code: 'prompt_blocked',
        message: `The prompt may not hold ${whatAndWhere(
          blocking,
        )}. Take it out and send the request again.`,
      };
}

function whatAndWhere(blocking: readonly Finding[]): string {
  const told = blocking
    .slice(0, PLACES_TOLD)
    .map(
      ({ kind, type, place, start, end, rule }) =>
        `what rule ${rule} of the acceptable use policy keeps out: ${kind}${
          type ? ` (${type})` : ''
        } at ${place}, characters ${start} to ${end}`,
    );
  const more = blocking.length - told.length;
  return [...told, ...(more > 0 ? [`${more} more`] : [])].join('; ');
}

/** A rule that was not asked, or could not read the prompt whole. */
function gapOf(rules: readonly InspectionRule[], inspection: Inspection) {
  const strict = rules.filter(({ terms }) => isStrict(terms));
  const unasked = rules.find(({ id }) => !inspection.rules.includes(id));
  if (unasked) {
    return {
      status: 403,
      code: 'prompt_blocked',
      message: `The prompt was not inspected under rule ${unasked.id} of the acceptable use policy, which holds for this model.`,
    };
  }
  return inspection.unread.length > 0 && strict.length > 0
    ? {
        status: 403,
        code: 'prompt_blocked',
        message: `The prompt cannot be inspected whole, because ${inspection.unread
          .map(why => UNREAD_WORDS[why])
          .join(' and ')}; rule ${
          strict[0].id
        } of the acceptable use policy refuses it then.`,
      }
    : undefined;
}

function isStrict(terms: InspectionTerms): boolean {
  return uninspectedOf(terms) === 'block';
}

function failureOf({ failed }: Inspection) {
  return failed.length === 0
    ? undefined
    : {
        status: 503,
        code: 'inspection_unavailable',
        message:
          'The prompt cannot be inspected now, and nothing is sent on without it. Try again in a moment.',
        retryAfterSeconds: 1,
      };
}

function passedWords({ findings, unread }: Inspection): string {
  const taken = findings.filter(({ mode }) => mode === 'redact').length;
  const seen = findings.length - taken;
  const said = [
    ...(taken > 0 ? [`Findings taken out: ${taken}.`] : []),
    ...(seen > 0 ? [`Findings written down: ${seen}.`] : []),
    ...(unread.length > 0 ? ['Not all of it could be inspected.'] : []),
  ];
  return said.length > 0 ? said.join(' ') : 'Nothing was found in the prompt.';
}
