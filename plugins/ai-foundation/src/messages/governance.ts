export const governanceMessages = {
  title: 'Governance',
  description:
    'What waits for a decision, and what was decided, by whom and why. The gateway enforces each decision at once.',
  groups: {
    policy: 'Rules',
    models: 'Models and data',
    money: 'Money and keys',
    people: 'People',
    record: 'Record',
  },
  closed: {
    title: 'This area is not open to you',
    policy:
      'Drafts are read by those who write, review, publish or ratify the policy. The version in force is on the page Policy.',
    circulation:
      'How far a version has got is read by the governance working group. What is asked of you is on Home and on the page Policy.',
    findings:
      'The register is read by the governance working group and by those who run the platform. What you use yourself, you can report on Home.',
    audit:
      'The audit trail is read by the governance working group. What was decided about your keys, exemptions and ceilings shows where they are.',
  },
  areas: {
    inbox: 'Inbox',
    exemptions: 'Exemptions',
    data: 'Data',
    audit: 'Audit trail',
    policy: 'Drafts',
    circulation: 'Circulation',
    models: 'Models',
    ceilings: 'Cost ceilings',
    seats: 'Seats',
    inventory: 'Usage inventory',
    keys: 'Keys',
    findings: 'Findings',
  },
  models: {
    waiting: 'Models that wait for a decision',
    waitingWhy:
      'New in the catalog, or edited after their approval. No request reaches them until somebody decides.',
    decided: 'Models decided on',
    decidedWhy: 'A new decision takes the place of the one before it.',
    readOnly:
      'You may read this, not decide. That is for people with the permission ai-foundation.model.decide, who sit in the governance working group.',
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
    facts:
      'You decide on these facts. When one of them changes, the model stops until the next decision.',
    fingerprint: 'SHA-256 of the facts',
    verdict: 'Decision',
    approved: 'Approve',
    approvedEffect: 'Keys that name it can call it, at the price shown.',
    suspended: 'Suspend',
    suspendedEffect: 'Its requests are refused until it is approved again.',
    retired: 'Retire',
    retiredEffect: 'Its requests are refused; it is not meant to come back.',
    reason: 'Reason',
    reasonHint: 'Kept in the audit trail, with your name.',
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
