import { AupDocument, AupRule, PolicyFinding } from '../api/schemas';

/** Words that leave it to each reader whether a rule is kept. */
const UNTESTABLE: ReadonlyArray<{ words: RegExp; why: string }> = [
  {
    words:
      /\b(responsibl[ey]|appropriate(ly)?|inappropriate(ly)?|reasonabl[ey]|sensibl[ey]|proper(ly)?|adequate(ly)?|sufficient(ly)?|careful(ly)?|diligent(ly)?|ethical(ly)?)\b/gi,
    why: 'nobody can test it; say what is done or left undone',
  },
  {
    words: /\b(should|ought to|is encouraged|are encouraged|may want to)\b/gi,
    why: 'it asks and does not oblige; write must, must not or may only',
  },
  {
    words:
      /\b(where possible|if possible|when possible|as far as possible|where feasible|best efforts?|as needed|if necessary|where necessary|generally|usually|normally|typically|try to|strive|aim to)\b/gi,
    why: 'it lets everybody out; name the exception and who grants it',
  },
  {
    words: /\b(etc\b\.?|and so on|and the like|such things)/gi,
    why: 'the list has no end; name everything that is meant',
  },
  {
    words:
      /\b(timely|promptly|as soon as possible|regularly|periodically|frequently)\b/gi,
    why: 'it has no time; name a number of hours or days',
  },
];

const SHORT_WORDS = 5;
const LONG_CHARACTERS = 300;

/**
 * What a reviewer looks at twice: wording that cannot be tested. It warns and
 * blocks nothing, because only a person can judge wording.
 *
 * @public
 */
export function documentLint({ sections }: AupDocument): PolicyFinding[] {
  const rules = sections.flatMap(section =>
    section.rules.map(rule => ({ ...rule, place: section.id })),
  );
  const statements = rules.map(({ statement }) => plain(statement));
  return rules.flatMap((rule, index) => {
    const twin = statements.indexOf(statements[index]);
    const messages = [
      ...wordingOf(rule),
      ...(statements[index] !== '' && twin !== index
        ? [`says the same as ${rules[twin].id}`]
        : []),
    ];
    return messages.map(message => ({
      place: rule.place,
      ruleId: rule.id,
      message: `${rule.id} ${message}`,
    }));
  });
}

function wordingOf({ statement }: AupRule): string[] {
  const text = statement.trim();
  if (text === '') {
    return [];
  }
  const untestable = UNTESTABLE.flatMap(({ words, why }) =>
    [
      ...new Set(
        text.match(words)?.map(word => word.toLocaleLowerCase('en-US')),
      ),
    ].map(word => `says "${word}": ${why}`),
  );
  return [
    ...untestable,
    ...(text.split(/\s+/).length < SHORT_WORDS
      ? ['is very short: say who, what and when']
      : []),
    ...(text.length > LONG_CHARACTERS
      ? ['is very long: a rule that says one thing can be tested']
      : []),
  ];
}

function plain(text: string): string {
  return text
    .toLocaleLowerCase('en-US')
    .replace(/[\s.,;:!]+/g, ' ')
    .trim();
}
