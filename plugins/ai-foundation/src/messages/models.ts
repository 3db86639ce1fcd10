export const modelsMessages = {
  title: 'Models',
  description:
    'Only approved models can be called. Prices in force now, in US dollars per million tokens; change the tokens to see what a request of yours costs.',
  table: {
    label: 'Models',
    model: 'Model',
    tier: 'Data tier',
    tierUnit: 'at most',
    input: 'Input',
    cached: 'Cached input',
    output: 'Output',
    perMillion: '$ per 1M',
    request: 'Your request',
    requestUnit: '$ each',
    context: 'Context',
    contextUnit: 'tokens',
    restrictions: 'Restrictions',
    status: 'Status',
  },
  unrestricted: 'No restriction: {{reason}}',
  status: {
    approved: 'Approved',
    proposed: 'Proposed, not decided yet',
    suspended: 'Suspended',
    retired: 'Retired',
    'changed-since-approval': 'Changed since its approval',
    notRouted: 'Approved, but cannot be called',
    deprecated: 'Deprecated: choose another for new work',
  },
  filter: {
    tier: 'Data tier',
    anyTier: 'Any tier',
    usable: 'Only those I can use',
    none: 'No model fits this filter',
    noneWhy: 'Take the filter away to see every model.',
    clear: 'Show all models',
  },
  empty: {
    title: 'No models yet',
    description:
      'Models show here once an AiModel entity is in the catalog. The governance working group then approves each.',
  },
} as const;
