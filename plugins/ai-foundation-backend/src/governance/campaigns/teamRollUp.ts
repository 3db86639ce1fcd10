import { TeamAcknowledgements } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { AupConfig } from '../../kernel/AiFoundationConfig';

type RollUp = TeamAcknowledgements['rollUp'];

/**
 * Whether a team counts as having acknowledged, by the organisation's rule; a
 * rule that asks nobody is not met by nobody.
 */
export function teamRollUp(
  rule: AupConfig['teamRule'],
  team: {
    memberRefs: readonly string[];
    keyHolderRefs: ReadonlySet<string>;
    leadRef: string | undefined;
    acknowledgedBy: ReadonlySet<string>;
  },
): RollUp {
  const { memberRefs, keyHolderRefs, leadRef, acknowledgedBy } = team;
  const lead = leadRef && {
    userRef: leadRef,
    acknowledged: acknowledgedBy.has(leadRef),
  };
  const figures = {
    everyone: countOf(memberRefs, acknowledgedBy),
    keyHolders: countOf([...keyHolderRefs], acknowledgedBy),
    lead: lead || undefined,
  };
  return { ...rule, ...figures, state: stateOf(rule, figures) };
}

function stateOf(
  { who, percent }: AupConfig['teamRule'],
  {
    everyone,
    keyHolders,
    lead,
  }: Pick<RollUp, 'everyone' | 'keyHolders' | 'lead'>,
): RollUp['state'] {
  const { acknowledged, total } = who === 'everyone' ? everyone : keyHolders;
  if (total === 0 && !lead) {
    return 'nobody-to-ask';
  }
  const enough = acknowledged * 100 >= total * percent;
  return enough && lead?.acknowledged !== false ? 'met' : 'not-met';
}

function countOf(refs: readonly string[], acknowledgedBy: ReadonlySet<string>) {
  return {
    acknowledged: refs.filter(ref => acknowledgedBy.has(ref)).length,
    total: refs.length,
  };
}
