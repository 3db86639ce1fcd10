import { AupSection } from '@ai-foundation/backstage-plugin-ai-foundation-common';

const LETTERS: Record<AupSection['id'], string> = {
  'permitted-uses': 'P',
  'prohibited-uses': 'X',
  'data-handling': 'D',
  'intellectual-property': 'I',
  'human-oversight': 'H',
};

/** The number after the highest one of a section, in its own letters. */
export function nextRuleId({ id, rules }: AupSection): string {
  const parsed = rules.flatMap(rule => {
    const [, letters, number] = /^([A-Z]{1,3})(\d{1,3})$/.exec(rule.id) ?? [];
    return letters ? [{ letters, number: Number(number) }] : [];
  });
  const letters = parsed[0]?.letters ?? LETTERS[id];
  const highest = Math.max(
    0,
    ...parsed
      .filter(rule => rule.letters === letters)
      .map(({ number }) => number),
  );
  return `${letters}${highest + 1}`;
}
