import { lintSource } from '@secretlint/core';
import { rules } from '@secretlint/secretlint-rule-preset-recommend';
import fc from 'fast-check';
import { createKeySecret } from '../../keys/keyFormat';
import { EXAMPLE_SECRETS } from '../__testUtils__/exampleSecrets';
import { secretDetector, secretRules } from './secretDetector';

const ASKED = rules.filter(({ meta }) =>
  secretRules.some(({ name }) => meta.id.endsWith(`-rule-${name}`)),
);

/** What the rules say with nothing before them. */
async function unfiltered(text: string): Promise<string[]> {
  const { messages } = await lintSource({
    source: {
      content: text,
      filePath: 'prompt',
      ext: '.txt',
      contentType: 'text',
    },
    options: {
      config: { rules: ASKED.map(rule => ({ id: rule.meta.id, rule })) },
      noPhysicFilePath: true,
    },
  });
  return messages
    .filter(({ messageId }) => messageId !== 'AWSAccountID')
    .map(({ range }) => range.join('-'))
    .sort();
}

async function filtered(text: string): Promise<string[]> {
  const found = secretDetector.suspects(text)
    ? await secretDetector.detect(text)
    : [];
  return found
    .filter(({ type }) => type !== 'ai-foundation')
    .map(({ start, end }) => `${start}-${end}`)
    .sort();
}

describe('secretDetector', () => {
  it.each(EXAMPLE_SECRETS)(
    'finds a secret of %s, wherever it stands',
    async (type, secret) => {
      const text = `Why does it fail?\n${secret}\nHelp me, please.`;
      const found = await secretDetector.detect(text);
      const own = found.filter(detection => detection.type === type);
      expect(own).toHaveLength(1);
      expect(secret).toContain(text.slice(own[0].start, own[0].end));
    },
  );

  it('has an example and an anchor for each rule that it asks', () => {
    const examples = new Set(EXAMPLE_SECRETS.map(([type]) => type));
    expect(
      secretRules.filter(
        ({ name, hasAnchor }) => !hasAnchor || !examples.has(name),
      ),
    ).toEqual([]);
  });

  it('asks every rule but those that a text could misuse', () => {
    const asked = secretRules.map(({ name }) => name);
    expect(
      rules
        .map(({ meta }) => meta.id.replace(/^.*-rule-/, ''))
        .filter(name => !asked.includes(name)),
    ).toEqual(['gcp', 'filter-comments']);
  });

  it('drops nothing that the rules would find', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.constantFrom(...EXAMPLE_SECRETS.map(([, secret]) => secret)),
            fc.constantFrom(' ', '\n', '"', "'", '=', ':', '/', '@', 'é', 'x'),
            fc.string({ unit: 'binary', maxLength: 12 }),
          ),
          { maxLength: 6 },
        ),
        async pieces => {
          const text = pieces.join('');
          expect(await filtered(text)).toEqual(await unfiltered(text));
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([
    [
      'words',
      'The risk-based desk-side task was skipped; npm_config_cache is set.',
    ],
    ['a key that was damaged', createKeySecret().whole.replace(/.$/, '_')],
    ['a placeholder', 'postgres://user:password@localhost/db'],
    ['an account', 'account: 123412341234'],
    ['an address', 'https://norrvik.no/tracking?id=4711#top'],
    [
      'a hash',
      '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    ],
  ])('finds no secret in %s', async (_, text) => {
    expect(await secretDetector.detect(text)).toEqual([]);
  });

  it('is not switched off by what a text says', async () => {
    const [, secret] = EXAMPLE_SECRETS.find(([type]) => type === 'gitlab')!;
    expect(
      await secretDetector.detect(`// secretlint-disable\n${secret}`),
    ).toHaveLength(1);
  });
});
