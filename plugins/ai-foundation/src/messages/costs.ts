export const costsMessages = {
  title: 'Costs',
  range: {
    label: 'Time range',
    '7d': '7 days',
    '30d': '30 days',
    '90d': '90 days',
    month: 'This month',
  },
  period: '{{from}} to {{to}}, days in {{timeZone}}',
  figures: {
    spend: 'Spend',
    requests: '{{requests}} requests',
    estimated: 'Estimated share',
    estimatedWhy:
      '{{amount}} was reckoned by the gateway; the rest is what providers reported',
    estimatedNone: 'Every figure is what providers reported',
    ceiling: 'Organisation ceiling',
    ceilingWhy:
      '{{percent}} % spent in {{window}}',
    ceilingNone: 'Not set',
    ceilingNoneWhy: 'Nothing limits the spend of the organisation',
  },
  chart: {
    title: 'Spend by day',
    day: 'Day',
    total: 'Total',
    label: 'Spend by day, in US dollars',
    other: 'Others',
  },
  byTeam: 'By team',
  byModel: 'By model',
  table: {
    team: 'Team',
    model: 'Model',
    cost: 'Cost',
    share: 'Share',
    requests: 'Requests',
    failed: 'Failed or refused',
    input: 'Input',
    cached: 'Cached input',
    output: 'Output',
    tokens: 'tokens',
    estimated: 'Estimated',
    ofCost: '% of cost',
    noModel: 'No model (refused before one was chosen)',
  },
  export: 'Export CSV',
  empty: {
    title: 'Nothing was spent in this time',
    description:
      'Spend by day, team and model shows here after the first request through the gateway.',
  },
} as const;
