export const commonMessages = {
  retry: 'Try again',
  refresh: 'Refresh',
  updated: 'Updated {{when}}',
  stale: 'These figures are from {{when}}; the last refresh failed.',
  showTable: 'Show as table',
  showChart: 'Show as chart',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'The browser did not allow copying; select the text and copy it.',
  cancel: 'Cancel',
  exactUsd: '{{amount}} US dollars',
  signedOut:
    'Your session has ended. Sign in again, then come back to this page.',
  error: {
    title: 'This could not be loaded',
    offline:
      'The portal did not answer. Check your connection, then try again.',
    forbidden:
      'You may not see this. Ask your team lead or the people who run this portal for access.',
    notFound: 'There is nothing at this address. It may have been removed.',
    server:
      'The portal failed to answer: {{reason}}. Try again; if it stays, tell the people who run this portal.',
  },
  ceiling: {
    organisation: 'Whole organisation',
    spent: '{{spent}} of {{ceiling}} ({{percent}} %)',
    window: {
      day: 'Day {{window}}, {{timeZone}}.',
      week: 'Week {{window}}, {{timeZone}}.',
      month: 'Month {{window}}, {{timeZone}}.',
    },
    stops: 'At {{percent}} %, requests are refused.',
    goesOn: 'At the ceiling, requests go on and people are told.',
    stopped:
      'Reached: requests are refused until the window ends or the ceiling is raised.',
    throttled: 'At most {{requests}} requests a minute pass now.',
    passed: 'Reached: requests go on, and people were told.',
    held: '{{held}} more is held for requests that run now.',
    none: 'No ceiling is set.',
  },
  choosePerson: 'Choose a person',
  searchPerson: 'Search by name',
  actionFailed: 'That did not work',
  demo: 'Demo: example data counts here',
} as const;
