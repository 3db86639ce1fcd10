import {
  AupDocument,
  AupVersion,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';

const document: AupDocument = {
  title: 'Acceptable use of generative AI',
  introduction:
    'This policy holds for everyone who sends text, code or images to a generative model. The only way to a model is the **model gateway** of this portal.',
  purposes: [
    {
      id: 'code-assistance',
      title: 'Code assistance',
      description: 'Writing, explaining, testing and reviewing our own code.',
    },
    {
      id: 'support-drafting',
      title: 'Drafting answers for customer support',
      description: 'Drafts that an agent reads, changes and sends.',
    },
    {
      id: 'document-summarisation',
      title: 'Summarising documents',
      description: 'Summaries of tenders, manuals and minutes for our own use.',
    },
  ],
  sections: [
    {
      id: 'permitted-uses',
      title: 'Permitted uses',
      text: 'A use is permitted when it falls under a purpose and no rule forbids it.',
      rules: [
        {
          id: 'P1',
          statement: 'Each key names one purpose of this policy and one team.',
        },
        {
          id: 'P2',
          statement:
            'Only models that the working group has approved may be used, and only through the model gateway.',
        },
      ],
    },
    {
      id: 'prohibited-uses',
      title: 'Prohibited uses',
      text: 'These uses are forbidden with every model.',
      rules: [
        {
          id: 'X1',
          statement:
            'No answer of a model may decide alone on hiring, pay or dismissal of a person.',
        },
      ],
    },
    {
      id: 'data-handling',
      title: 'Data handling',
      text: 'Every data source has a tier in the catalog.',
      rules: [
        {
          id: 'D1',
          statement:
            'Restricted data must not be sent to an outside provider without an exemption.',
        },
        {
          id: 'D2',
          statement: 'Passwords, keys and tokens must not be part of a prompt.',
        },
      ],
    },
    {
      id: 'intellectual-property',
      title: 'Intellectual property',
      text: 'We answer for what we publish, whoever wrote the first draft.',
      rules: [
        {
          id: 'I1',
          statement:
            'Code that a model wrote passes the same review as code that a person wrote.',
        },
      ],
    },
    {
      id: 'human-oversight',
      title: 'Human oversight',
      text: 'A named person stays responsible for every result.',
      rules: [
        {
          id: 'H1',
          statement:
            'A person reads every text from a model before it is sent to a customer.',
        },
      ],
    },
  ],
};

function textOf({ title, introduction, sections }: AupDocument): string {
  const parts = sections.map(
    section =>
      `## ${section.title}\n\n${section.text}\n\n${section.rules
        .map(rule => `- **${rule.id}** ${rule.statement}`)
        .join('\n')}`,
  );
  return [`# ${title}`, introduction, ...parts].join('\n\n');
}

/** The policy in force. */
export const examplePolicy: AupVersion = {
  version: '2.0',
  title: document.title,
  sha256: '9f2c1e0b7a5d4c3e8f6a1b2c3d4e5f60718293a4b5c6d7e8f9a0b1c2d3e4f506',
  publishedAt: '2026-11-16T08:00:00.000Z',
  publishedBy: 'user:default/claire.fontaine',
  document,
  text: textOf(document),
};
