import {
  api,
  AupDocument,
  AupDraft,
  documentLint,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import type { ExampleApi } from './ExampleApi';
import { examplePolicy } from './examplePolicy';
import { inDays } from './exampleTeams';

export const AUTHOR = 'user:default/rafael.ortega';
export const LAWYER = 'user:default/claire.fontaine';
const SHA = '5d'.repeat(32);

/** A finished text: everything is said, and each rule is enforced. */
const document: AupDocument = {
  ...examplePolicy.document,
  eligible: {
    text: 'Everybody who works in Technology.',
    groups: ['group:default/technology'],
  },
  sections: examplePolicy.document.sections.map(section => ({
    ...section,
    ...(section.id === 'data-handling' && { tiers: ['internal'] }),
    rules: section.rules.map(rule => ({
      ...rule,
      enforcement: { kind: 'automated', control: 'tier' },
    })),
  })),
};

/** A draft that its author can hand in, unless told otherwise. */
export function exampleDraft(draft: Partial<AupDraft> = {}): AupDraft {
  return {
    id: 'd1',
    title: document.title,
    state: 'draft',
    basedOn: '2.0',
    revision: 3,
    contentSha256: SHA,
    authors: [AUTHOR],
    createdAt: inDays(-4),
    savedAt: inDays(-1),
    savedBy: AUTHOR,
    document,
    violations: [],
    lint: documentLint(document),
    submissions: [],
    reviewers: [LAWYER],
    eligiblePeople: 42,
    ...draft,
  };
}

/** What was handed in of the draft as it is. */
export const exampleSubmission: AupDraft['submissions'][number] = {
  contentSha256: SHA,
  summary: 'Support asked for a rule on calls.',
  submittedBy: AUTHOR,
  submittedAt: inDays(-0.5),
  reviews: [],
};

/** Legal's approval of it. */
export function exampleApproval(material: boolean) {
  return {
    id: 'r1',
    outcome: 'approved' as const,
    contentSha256: SHA,
    comment: 'It holds in court.',
    sections: [],
    material,
    reviewer: LAWYER,
    reviewerName: 'Claire Fontaine',
    seat: 'legal',
    reviewedAt: inDays(-0.2),
  };
}

/** Lets the example company answer about its drafts. */
export function answerDrafts(example: ExampleApi, draft = exampleDraft()) {
  example.on(api.listAupDrafts, () => ({ items: [draft] }));
  example.on(api.getAupDraft, () => draft);
  example.on(api.createAupDraft, () => draft);
  example.on(api.saveAupDraft, ({ body }) => ({
    ...draft,
    revision: draft.revision + 1,
    document: body?.document ?? draft.document,
    savedAt: new Date().toISOString(),
  }));
  example.on(api.submitAupDraft, () => ({
    ...draft,
    state: 'in-review' as const,
    submissions: [exampleSubmission],
  }));
  example.on(api.reviewAupDraft, () => ({
    ...draft,
    state: 'approved' as const,
  }));
  example.on(api.discardAupDraft, () => ({}));
  example.on(api.publishAupDraft, () => examplePolicy);
  example.on(api.ratifyAup, () => examplePolicy);
  example.on(api.exportAupTraceability, () => 'rule,section\n');
  example.on(api.getPolicyReferences, () => ({
    people: [
      { ref: AUTHOR, name: 'Rafael Ortega' },
      { ref: LAWYER, name: 'Claire Fontaine' },
    ],
    groups: [{ ref: 'group:default/technology', name: 'Technology' }],
    tiers: ['public', 'internal', 'restricted'],
    today: new Date().toISOString().slice(0, 10),
  }));
  example.on(api.diffAup, ({ query }) => ({
    from: query?.from ?? '',
    to: query?.to ?? '',
    changes: [
      {
        kind: 'rule' as const,
        id: 'H1',
        change: 'changed' as const,
        parts: [
          { change: 'same' as const, text: 'A person reads ' },
          { change: 'removed' as const, text: 'some texts' },
          { change: 'added' as const, text: 'every text' },
        ],
      },
    ],
  }));
}
