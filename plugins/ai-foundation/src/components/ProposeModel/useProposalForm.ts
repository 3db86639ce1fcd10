import { useCallback, useMemo, useState } from 'react';
import { NEW_PROPOSAL, Proposal, ProposalField } from './Proposal';
import {
  ProposalChoices,
  proposalProblems,
  Problems,
} from './proposalProblems';

/** What was typed, and what is wrong with it. */
export interface ProposalForm {
  proposal: Proposal;
  /** Of every field, shown or not. */
  problems: Problems;
  /** Undefined where nothing is wrong, or nobody has come to the field yet. */
  shownProblem: (field: ProposalField) => string | undefined;
  set: (field: ProposalField, value: string) => void;
  leave: (field: ProposalField) => void;
  showAll: () => void;
}

/** Holds a proposal; a problem shows once its field was left, or all on demand. */
export function useProposalForm(choices: ProposalChoices): ProposalForm {
  const [proposal, setProposal] = useState<Proposal>(NEW_PROPOSAL);
  const [left, setLeft] = useState<ReadonlySet<ProposalField>>(new Set());
  const [isAllShown, setAllShown] = useState(false);
  const problems = useMemo(
    () => proposalProblems(proposal, choices),
    [proposal, choices],
  );
  return {
    proposal,
    problems,
    shownProblem: field =>
      isAllShown || left.has(field) ? problems.get(field) : undefined,
    set: useCallback(
      (field, value) => setProposal(old => ({ ...old, [field]: value })),
      [],
    ),
    leave: useCallback(field => setLeft(old => new Set(old).add(field)), []),
    showAll: useCallback(() => setAllShown(true), []),
  };
}
