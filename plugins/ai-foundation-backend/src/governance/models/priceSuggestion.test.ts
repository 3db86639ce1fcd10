import { ProviderConfig } from '../../kernel/AiFoundationConfig';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { aiModelRatesSchema } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { findProvider } from '@pydantic/genai-prices';
import { PRICE_COLLECTION, suggestPrice } from './priceSuggestion';

const NOW = Date.UTC(2026, 10, 22);

const provider = (id: string, baseUrl = 'http://localhost/v1') =>
  ({ id, baseUrl: new URL(baseUrl) } as ProviderConfig);

const suggest = (id: string, model: string, nowMs = NOW) =>
  suggestPrice(provider(id), model, () => nowMs);

describe('suggestPrice', () => {
  it('says the version of the collection that is installed', () => {
    const main = require.resolve('@pydantic/genai-prices');
    const { version } = JSON.parse(
      readFileSync(join(dirname(main), '../package.json'), 'utf8'),
    );
    expect(PRICE_COLLECTION.version).toBe(version);
  });

  it('answers decimal strings, with where they come from', () => {
    expect(suggest('openai', 'gpt-4o')).toEqual({
      source: {
        name: 'genai-prices',
        version: '0.1.8',
        publishedOn: '2026-09-23',
      },
      suggestion: {
        rates: { input: '2.50', cachedInput: '1.25', output: '10' },
        contextWindow: 128_000,
        effectiveFrom: undefined,
        longContext: undefined,
        notes: [expect.stringContaining('web_searches_kcount')],
        pages: expect.arrayContaining([expect.stringMatching(/^https:/)]),
      },
    });
  });

  it('finds a model by another id that equals it, and a provider by its address', () => {
    expect(suggest('openai', 'gpt-4o-2024-08-06').suggestion).toEqual(
      suggest('openai', 'gpt-4o').suggestion,
    );
    const { suggestion } = suggestPrice(
      provider('main', 'https://api.openai.com/v1'),
      'gpt-4o',
      () => NOW,
    );
    expect(suggestion?.rates.input).toBe('2.50');
  });

  it.each([
    ['openai', 'gpt-99'],
    // The collection takes it for claude-sonnet-5, at the price of that one.
    ['anthropic', 'claude-sonnet-5-5'],
    ['anthropic', 'claude-haiku-5-5'],
  ])('suggests nothing for a model it does not list: %s %s', (id, model) => {
    const answer = suggest(id, model);
    expect(answer.suggestion).toBeUndefined();
    expect(answer.nothingBecause).toContain(model);
  });

  it('suggests nothing for a provider that is unknown or not configured', () => {
    expect(suggest('inhouse', 'gpt-4o').nothingBecause).toMatch(/not list/);
    expect(suggestPrice(undefined, 'gpt-4o', () => NOW).nothingBecause).toMatch(
      /not configured/,
    );
  });

  it('takes the rates of long inputs from the first token that they hold for', () => {
    expect(suggest('openai', 'gpt-5.4').suggestion).toMatchObject({
      rates: { input: '2.50', cachedInput: '0.25', output: '15' },
      longContext: {
        fromInputTokens: 272_000,
        input: '5',
        cachedInput: '0.50',
        output: '22.50',
      },
    });
  });

  it('takes the price that has begun, and says since when', () => {
    const of = (nowMs: number) =>
      suggest('anthropic', 'claude-sonnet-4-6', nowMs).suggestion;
    expect(of(Date.UTC(2026, 2, 12))?.longContext).toBeDefined();
    expect(of(Date.UTC(2026, 2, 13))).toMatchObject({
      effectiveFrom: '2026-03-13',
      longContext: undefined,
    });
  });

  it('suggests nothing where the price depends on the time of day', () => {
    expect(suggest('deepseek', 'deepseek-chat').nothingBecause).toMatch(
      /time of day/,
    );
  });

  it.each(['openai', 'anthropic', 'google', 'mistral'])(
    'answers rates of %s that the catalog would take',
    id => {
      const models = findProvider({ providerId: id })?.models ?? [];
      expect(models.length).toBeGreaterThan(10);
      const rates = models.flatMap(model => {
        const { suggestion } = suggest(id, model.id);
        return suggestion
          ? [suggestion.rates, suggestion.longContext ?? {}]
          : [];
      });
      for (const { fromInputTokens, ...some } of rates as Array<
        Record<string, unknown>
      >) {
        expect(aiModelRatesSchema.partial().safeParse(some).error).toBe(
          undefined,
        );
      }
    },
  );
});
