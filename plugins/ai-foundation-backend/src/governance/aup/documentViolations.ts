import {
  AUP_SECTION_IDS,
  AupDocument,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';

/**
 * The rules of a policy document that its schema cannot say.
 *
 * @returns a sentence for each broken rule.
 */
export function documentViolations(document: AupDocument): string[] {
  return [
    ...orderViolations(document),
    ...repeated(document.purposes.map(({ id }) => id)).map(
      id => `The purpose '${id}' is there more than once`,
    ),
    ...repeated(
      document.sections.flatMap(({ rules }) => rules.map(({ id }) => id)),
    ).map(id => `The rule '${id}' is there more than once`),
    ...sameContentViolations(document),
  ];
}

function orderViolations({ sections }: AupDocument): string[] {
  const inOrder = AUP_SECTION_IDS.every(
    (id, index) => sections[index]?.id === id,
  );
  return inOrder
    ? []
    : [
        `The sections must be ${AUP_SECTION_IDS.join(
          ', ',
        )}: each of them once, in this order`,
      ];
}

/** Headings over the same filler text would be no policy. */
function sameContentViolations({ sections }: AupDocument): string[] {
  const contents = sections.map(({ text, rules }) =>
    [text, ...rules.map(({ statement }) => statement)]
      .join(' ')
      .toLocaleLowerCase('en-US')
      .replace(/\s+/g, ' '),
  );
  return sections
    .filter((_, index) => contents.indexOf(contents[index]) !== index)
    .map(({ id }) => `The section '${id}' repeats what another section says`);
}

function repeated(values: string[]): string[] {
  return [
    ...new Set(
      values.filter((value, index) => values.indexOf(value) !== index),
    ),
  ];
}
