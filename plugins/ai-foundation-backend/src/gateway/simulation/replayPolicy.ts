import { Dialect } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { ControlVerdict } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { decide, Decision } from '../decision/decide';
import { PolicySnapshot } from '../policy/PolicySnapshot';
import { Effect } from './Effects';
import { RequestGroup } from './ReplayStore';

/**
 * What a change of policy would have meant for requests that were alike;
 * nothing where it would have meant nothing.
 *
 * What was let through would be refused where a control refuses after the
 * change that does not before; so a key that has ended since hides nothing.
 */
export function effectOn(
  group: RequestGroup,
  policies: { before: PolicySnapshot; after: PolicySnapshot },
  dialects: readonly Dialect[],
): Pick<Effect, 'effect' | 'control' | 'reason'> | undefined {
  const ownTier = policies.before.keys.get(group.keyId)?.tier;
  const before = decideAgain(group, policies.before, { dialects, ownTier });
  const after = decideAgain(group, policies.after, { dialects, ownTier });
  if (!before || !after) {
    return undefined;
  }
  if (group.wasRefused) {
    const lifted = after.refusal ? undefined : firstRefusal(before);
    return lifted && { effect: 'allowed', ...wordsOf(lifted) };
  }
  const added = after.verdicts.find(
    ({ verdict, control }) =>
      verdict === 'refused' && !refuses(before, control),
  );
  return added && { effect: 'refused', ...wordsOf(added) };
}

/** As at the newest of the requests; `undefined` where the gateway no longer knows their key or operation. */
function decideAgain(
  group: RequestGroup,
  policy: PolicySnapshot,
  context: { dialects: readonly Dialect[]; ownTier: string | undefined },
): Decision | undefined {
  const { dialects, ownTier } = context;
  const key = policy.keys.get(group.keyId);
  const operation = dialects
    .find(({ id }) => id === group.dialect)
    ?.operations.find(({ name }) => name === group.operation);
  return (
    key &&
    operation &&
    decide(
      {
        model: group.model,
        dialect: group.dialect,
        modelType: operation.modelType,
        // A request that ran under its key's own tier did not declare another one.
        declaredTier: group.tier === ownTier ? undefined : group.tier,
        unpriced: undefined,
      },
      key,
      policy,
      group.lastAtMs,
    )
  );
}

function refuses(decision: Decision, control: string): boolean {
  return decision.verdicts.some(
    one => one.control === control && one.verdict === 'refused',
  );
}

function firstRefusal(decision: Decision): ControlVerdict | undefined {
  return decision.verdicts.find(({ verdict }) => verdict === 'refused');
}

function wordsOf({ control, reason }: ControlVerdict) {
  return { control, reason };
}
