import {
  DataTierEntity,
  Evaluation,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { canonicalJson } from '../../kernel/canonicalJson';

const MIN_TIERS = 3;

/** From the least strict to the strictest. */
const EXTERNAL = ['allowed', 'logged', 'exemption-only'];
const LOGGING = ['allowed', 'never'];

/**
 * Whether the tiers make a scheme that a gateway can enforce: enough of them, in
 * an order without ties, each handled in a way of its own, a more sensitive one
 * never less strictly, and one whose data stays inside.
 */
export function tierSchemeState(tiers: readonly DataTierEntity[]): Evaluation {
  if (tiers.length === 0) {
    return {
      state: 'not-evaluable',
      checks: [check('count', false, 'The catalog has no data tier.')],
    };
  }
  const checks = [
    countCheck(tiers),
    pairCheck('ranks', tiers, {
      clash: (a, b) => a.spec.rank === b.spec.rank,
      problem:
        'have the same rank, so that nothing says which is more sensitive',
      fine: 'Every tier has a rank of its own.',
    }),
    pairCheck('handling', tiers, {
      clash: (a, b) =>
        canonicalJson(a.spec.handling) === canonicalJson(b.spec.handling),
      problem: 'are handled alike, so they are one tier with two names',
      fine: 'Every tier is handled in a way of its own.',
    }),
    pairCheck('order', tiers, {
      clash: isLaxerThoughMoreSensitive,
      problem:
        'contradict each other: the more sensitive one is handled less strictly',
      fine: 'A more sensitive tier is never handled less strictly.',
    }),
    insideCheck(tiers),
    pairCheck('criteria', tiers, {
      clash: (a, b) =>
        a.spec.criteria.some(one => b.spec.criteria.includes(one)),
      problem: 'share a criterion, so that data could belong to both',
      fine: 'No two tiers share a criterion.',
    }),
  ];
  return {
    state: checks.every(({ passed }) => passed) ? 'met' : 'not-met',
    checks,
  };
}

function countCheck(tiers: readonly DataTierEntity[]) {
  return check(
    'count',
    tiers.length >= MIN_TIERS,
    `The catalog has ${tiers.length} data tiers; ${MIN_TIERS} are needed at least.`,
  );
}

function insideCheck(tiers: readonly DataTierEntity[]) {
  const inside = tiers.filter(
    ({ spec }) => spec.handling.externalProviders === 'exemption-only',
  );
  return check(
    'inside',
    inside.length > 0,
    inside.length > 0
      ? `Data of ${namesOf(
          inside,
        )} reaches no external provider without an exemption.`
      : 'Every tier lets its data go to external providers; one has to forbid it.',
  );
}

function pairCheck(
  id: string,
  tiers: readonly DataTierEntity[],
  rule: {
    clash: (a: DataTierEntity, b: DataTierEntity) => boolean;
    problem: string;
    fine: string;
  },
) {
  const clashing = tiers.flatMap((one, index) =>
    tiers
      .slice(index + 1)
      .filter(other => rule.clash(one, other))
      .map(other => `${namesOf([one, other])} ${rule.problem}.`),
  );
  return check(id, clashing.length === 0, clashing.join(' ') || rule.fine);
}

function isLaxerThoughMoreSensitive(
  a: DataTierEntity,
  b: DataTierEntity,
): boolean {
  const [low, high] = a.spec.rank < b.spec.rank ? [a, b] : [b, a];
  return (
    low.spec.rank < high.spec.rank &&
    (strictness(high).external < strictness(low).external ||
      strictness(high).logging < strictness(low).logging)
  );
}

function strictness({ spec }: DataTierEntity) {
  return {
    external: EXTERNAL.indexOf(spec.handling.externalProviders),
    logging: LOGGING.indexOf(spec.handling.contentLogging),
  };
}

function namesOf(tiers: readonly DataTierEntity[]): string {
  return tiers
    .map(({ metadata }) => metadata.title ?? metadata.name)
    .join(' and ');
}

function check(id: string, passed: boolean, reason: string) {
  return { id, passed, reason };
}
