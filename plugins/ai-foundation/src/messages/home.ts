export const homeMessages = {
  title: 'Home',
  due: {
    title: 'What is due',
    nothing: 'Nothing is due. You can use models now.',
    acknowledge: 'Acknowledge the acceptable use policy {{version}}',
    acknowledgePending:
      'You have not acknowledged any version yet; keys go to people who have.',
    acknowledgeOutdated:
      'You have acknowledged an older version; new keys need this one.',
    acknowledgeAction: 'Read and acknowledge',
    decisions_one: '{{count}} decision waits for you',
    decisions_other: '{{count}} decisions wait for you',
  },
  steps: {
    title: 'Three steps to a first answer',
    policy: 'Read and acknowledge the policy',
    policyWhy: 'It says what models may be used for, and with which data.',
    policyAction: 'Read the policy',
    key: 'Get a key',
    keyWhy:
      'For your team or one of its applications. You see what policy decides before you send it.',
    call: 'Call a model',
    callWhy:
      'Point any OpenAI SDK at this address with your key. Your first request then shows here with its cost.',
    callAction: 'See the models',
    done: 'Done',
    current: 'Next',
    later: 'After that',
  },
  keys: {
    title: 'Keys of my teams',
  },
  spend: {
    title: 'Spend this month',
    requests_one: '{{requests}} request, {{failed}} of them failed or refused',
    requests_other:
      '{{requests}} requests, {{failed}} of them failed or refused',
    noTeam: 'You belong to no team yet, so nothing is spent in your name.',
  },
  models: {
    title: 'Models I may use',
    description: 'In US dollars per million tokens',
    all: 'All models',
    input: 'in',
    output: 'out',
    upTo: 'For data up to {{tier}}',
    empty: 'No model is approved yet',
    emptyWhy: 'Approved models will show here with their price.',
  },
} as const;
