import { AupDocument, InspectionTerms } from '../api';
import { documentViolations } from './documentViolations';
import { emptyPolicy } from './emptyPolicy';

const references = {
  tiers: new Set(['internal']),
  groups: new Set(['group:default/all']),
  people: new Set(['user:default/ada']),
  today: '2026-11-22',
};

/** A policy with nothing to repair. */
function finished(): AupDocument {
  const policy = emptyPolicy();
  policy.introduction = 'It holds for everybody who works here.';
  policy.eligible = {
    text: 'Everybody who works for us.',
    groups: ['group:default/all'],
  };
  policy.purposes = [
    { id: 'coding', title: 'Coding', description: 'Writing code.' },
  ];
  policy.sections.forEach((section, index) => {
    section.rules = [
      {
        id: `R${index + 1}`,
        statement: `Rule number ${index + 1} of the policy.`,
        enforcement: { kind: 'automated', control: 'tier' },
      },
    ];
  });
  policy.sections[2].tiers = ['internal'];
  return policy;
}

const planned = {
  kind: 'planned' as const,
  by: '2026-11-23',
  acceptedRisk: 'It may happen once.',
  acceptedBy: 'user:default/ada',
};

const enforce =
  (
    enforcement: AupDocument['sections'][number]['rules'][number]['enforcement'],
  ) =>
  (policy: AupDocument) => {
    policy.sections[0].rules[0].enforcement = enforcement;
  };

const inspect = (control: string, terms: Partial<InspectionTerms>) =>
  enforce({
    kind: 'automated',
    control,
    inspection: { mode: 'block', ...terms },
  });

describe('documentViolations', () => {
  it('has nothing against a finished policy', () => {
    expect(documentViolations(finished(), references)).toEqual([]);
  });

  it.each<[string, (policy: AupDocument) => unknown, string, string]>([
    ['no title', p => (p.title = ' '), 'title', 'needs a title'],
    ['no introduction', p => (p.introduction = 'Hi.'), 'introduction', '20'],
    ['nobody named', p => delete p.eligible, 'eligible', 'name the groups'],
    [
      'eligible only in words',
      p => (p.eligible = { text: 'Everybody who works here.', groups: [] }),
      'eligible',
      'name the groups',
    ],
    [
      'an unknown group',
      p => (p.eligible!.groups = ['group:default/x']),
      'eligible',
      "no group 'group:default/x'",
    ],
    ['no purpose', p => (p.purposes = []), 'purposes', 'At least one'],
    ['a purpose id', p => (p.purposes[0].id = 'My Use'), 'purposes', 'My Use'],
    [
      'a purpose twice',
      p => p.purposes.push(p.purposes[0]),
      'purposes',
      'more than once',
    ],
    [
      'no rule',
      p => (p.sections[3].rules = []),
      'intellectual-property',
      'one rule',
    ],
    [
      'a rule id twice',
      p => (p.sections[1].rules[0].id = 'R1'),
      'prohibited-uses',
      'more than once',
    ],
    ['no tier', p => (p.sections[2].tiers = []), 'data-handling', 'data tiers'],
    [
      'an unknown tier',
      p => (p.sections[2].tiers = ['secret']),
      'data-handling',
      "'secret'",
    ],
    [
      'no enforcement',
      enforce(undefined),
      'permitted-uses',
      'how it is enforced',
    ],
    [
      'an unknown control',
      enforce({ kind: 'automated', control: 'training' }),
      'permitted-uses',
      "'training'",
    ],
    [
      'an inspection without terms',
      enforce({ kind: 'automated', control: 'inspection.secrets' }),
      'permitted-uses',
      'does not say what the gateway does',
    ],
    [
      'terms of inspection at another control',
      inspect('tier', {}),
      'permitted-uses',
      "which 'tier' does not",
    ],
    [
      'a kind of another control',
      inspect('inspection.secrets', { kinds: ['email'] }),
      'permitted-uses',
      "'email'",
    ],
    [
      'an inspection for an unknown tier',
      inspect('inspection.secrets', { tiers: ['cosmic'] }),
      'permitted-uses',
      "'cosmic'",
    ],
    [
      'an inspection for an unknown purpose',
      inspect('inspection.secrets', { purposes: ['golf'] }),
      'permitted-uses',
      "'golf'",
    ],
    [
      'an inspection for nothing',
      inspect('inspection.personal-data', { kinds: [] }),
      'permitted-uses',
      'leave them out',
    ],
    [
      'a group that checks',
      enforce({ kind: 'manual', ownerRef: 'group:default/all' }),
      'permitted-uses',
      'named person',
    ],
    [
      'a plan for today',
      enforce({ ...planned, by: '2026-11-22' }),
      'permitted-uses',
      'date in the future',
    ],
    [
      'a plan for some day',
      enforce({ ...planned, by: 'soon' }),
      'permitted-uses',
      'date in the future',
    ],
    [
      'a plan without a risk',
      enforce({ ...planned, acceptedRisk: '' }),
      'permitted-uses',
      'which risk',
    ],
    [
      'a risk that nobody accepts',
      enforce({ ...planned, acceptedBy: '' }),
      'permitted-uses',
      'accepts the risk',
    ],
    [
      'the same filler in two sections',
      p => {
        p.sections[0].text = 'Lorem ipsum.';
        p.sections[4].text = ' lorem  IPSUM.';
      },
      'human-oversight',
      'repeats',
    ],
    ['another order', p => p.sections.reverse(), 'title', 'in this order'],
  ])('finds %s', (_, spoil, place, message) => {
    const policy = finished();
    spoil(policy);
    expect(documentViolations(policy, references)).toContainEqual(
      expect.objectContaining({
        place,
        message: expect.stringContaining(message),
      }),
    );
  });

  it.each<[string, Partial<InspectionTerms>]>([
    ['inspection.secrets', {}],
    [
      'inspection.personal-data',
      { mode: 'redact', kinds: ['email'], tiers: ['internal'] },
    ],
    ['inspection.personal-data', { purposes: ['coding'], models: 'external' }],
    ['inspection.external', { kinds: ['prompt-injection'] }],
  ])('has nothing against a rule that inspects: %s %j', (control, terms) => {
    const policy = finished();
    inspect(control, terms)(policy);
    expect(documentViolations(policy, references)).toEqual([]);
  });

  it('wants a rule that the gateway enforces', () => {
    const policy = finished();
    policy.sections.forEach(({ rules }) =>
      rules.forEach(rule => {
        rule.enforcement = { kind: 'manual', ownerRef: 'user:default/ada' };
      }),
    );
    expect(documentViolations(policy, references)).toEqual([
      {
        place: 'title',
        message: 'At least one rule has to be enforced by the gateway',
      },
    ]);
  });
});
