export const governanceMessages = {
  title: 'Governance',
  description:
    'What waits for a decision, and what was decided, by whom and why. The gateway enforces each decision at once.',
  models: {
    waiting: 'Models that wait for a decision',
    waitingWhy:
      'New in the catalog, or edited after their approval. No request reaches them until somebody decides.',
    decided: 'Models decided on',
    decidedWhy: 'A new decision takes the place of the one before it.',
    readOnly:
      'You may read this, not decide. Members of the governance working group decide who hold the permission ai-foundation.model.decide.',
    noneWaiting: 'No model waits for a decision',
    noneWaitingWhy:
      'A model shows here when it enters the catalog, and when a governed fact of it changes after its approval.',
    noneDecided: 'No model is decided on yet',
    noneDecidedWhy: 'Each model shows here with its newest decision.',
    table: {
      model: 'Model',
      status: 'Status',
      tier: 'Data tier',
      tierUnit: 'at most',
      input: 'Input',
      output: 'Output',
      perMillion: '$ per 1M',
      decision: 'Newest decision',
      decisionBy: '{{name}}, {{when}}: {{reason}}',
      action: 'Action',
    },
    decide: 'Decide',
    decideFor: 'Decide about {{model}}',
  },
  decision: {
    title: 'Decide about {{model}}',
    facts: 'You decide on these facts. If one of them changes, it stops again.',
    fingerprint: 'SHA-256 of the facts',
    verdict: 'Decision',
    approved: 'Approve',
    approvedEffect: 'Keys that name it can call it, at the price shown.',
    suspended: 'Suspend',
    suspendedEffect: 'Its requests are refused until it is approved again.',
    retired: 'Retire',
    retiredEffect: 'Its requests are refused; it is not meant to come back.',
    reason: 'Reason',
    reasonHint: 'Kept in the audit trail, and shown with the decision.',
    confirm: 'Record decision',
    changedTitle: 'The model has changed meanwhile',
    changed:
      'Somebody edited it after you opened this. Reload the facts and look again; what you typed stays.',
    reload: 'Reload the facts',
    reloaded: 'These are the facts as they are now. Look at them again.',
    done: {
      approved: '{{model}} is approved',
      suspended: '{{model}} is suspended',
      retired: '{{model}} is retired',
    },
  },
} as const;
