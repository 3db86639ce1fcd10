import { PriceSuggestion } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  ConditionalPrice,
  findProvider,
  ModelInfo,
  ModelPrice,
  Provider,
  TieredPrices,
} from '@pydantic/genai-prices';
import { ProviderConfig } from '../../kernel/AiFoundationConfig';
import { Clock } from '../../kernel/Clock';

/** The collection as it is installed; its package does not say its day. */
export const PRICE_COLLECTION = {
  name: 'genai-prices',
  version: '0.1.8',
  publishedOn: '2026-09-23',
};

type Suggestion = NonNullable<PriceSuggestion['suggestion']>;
type Rates = Suggestion['rates'];

/** What the collection calls our rates. */
const RATES: ReadonlyArray<[keyof Rates, string]> = [
  ['input', 'input_mtok'],
  ['cachedInput', 'cache_read_mtok'],
  ['cacheWrite', 'cache_write_mtok'],
  ['cacheWrite1h', 'cache_write_1h_mtok'],
  ['inputAudio', 'input_audio_mtok'],
  ['output', 'output_mtok'],
  ['outputAudio', 'output_audio_mtok'],
];

/**
 * What the bundled collection of prices says of a model. Nothing is guessed: the
 * collection itself takes an unknown model for an older one with the same
 * beginning, and its price for that of the other.
 */
export function suggestPrice(
  provider: ProviderConfig | undefined,
  model: string,
  clock: Clock,
): PriceSuggestion {
  const source = PRICE_COLLECTION;
  const nothing = (nothingBecause: string) => ({ source, nothingBecause });
  if (!provider) {
    return nothing('The gateway is not configured for this provider.');
  }
  const listed = listedProvider(provider);
  if (!listed) {
    return nothing(`${source.name} does not list the provider.`);
  }
  const info = listedModel(listed, model);
  if (!info) {
    return nothing(`${source.name} does not list '${model}' by this very id.`);
  }
  const price = priceOn(info.prices, new Date(clock()));
  if (!price) {
    return nothing(
      `The price of '${model}' depends on the time of day, which a price here cannot.`,
    );
  }
  return { source, suggestion: toSuggestion(listed, info, price) };
}

function listedProvider(provider: ProviderConfig): Provider | undefined {
  const byId = findProvider({ providerId: provider.id });
  return byId?.id === provider.id
    ? byId
    : findProvider({ providerApiUrl: provider.baseUrl.href });
}

function listedModel(provider: Provider, id: string): ModelInfo | undefined {
  return (
    provider.models.find(model => model.id === id) ??
    provider.models.find(({ match }) => equals(match, id))
  );
}

function equals(match: ModelInfo['match'], id: string): boolean {
  if ('or' in match) {
    return match.or.some(part => equals(part, id));
  }
  return 'equals' in match && match.equals === id;
}

/** Undefined where it depends on the time of day. */
function priceOn(
  prices: ModelInfo['prices'],
  now: Date,
): { rates: ModelPrice; since: string | undefined } | undefined {
  if (!Array.isArray(prices)) {
    return { rates: prices, since: undefined };
  }
  const today = now.toISOString().slice(0, 10);
  if (prices.some(({ constraint }) => constraint?.type === 'time_of_date')) {
    return undefined;
  }
  const begun = prices
    .map(price => ({ rates: price.prices, since: startOf(price) }))
    .filter(({ since }) => since === undefined || since <= today)
    .sort((a, b) => ((a.since ?? '') < (b.since ?? '') ? 1 : -1));
  return begun[0];
}

function startOf({ constraint }: ConditionalPrice): string | undefined {
  return constraint?.type === 'start_date' ? constraint.start_date : undefined;
}

function toSuggestion(
  provider: Provider,
  info: ModelInfo,
  { rates, since }: { rates: ModelPrice; since: string | undefined },
): Suggestion {
  const starts = new Set(
    Object.values(rates).flatMap(rate =>
      isTiered(rate) ? rate.tiers.map(({ start }) => start) : [],
    ),
  );
  const [start] = starts;
  const hasOneStep = starts.size === 1;
  const elsewhere = Object.keys(rates).filter(
    key => !RATES.some(([, known]) => known === key),
  );
  return {
    rates: ratesOf(rates, rate => (isTiered(rate) ? rate.base : rate)),
    longContext: hasOneStep
      ? {
          // The collection begins a step above this number of tokens.
          fromInputTokens: start + 1,
          ...ratesOf(rates, rate =>
            isTiered(rate) ? rate.tiers[0].price : rate,
          ),
        }
      : undefined,
    effectiveFrom: since,
    contextWindow: info.context_window,
    pages: provider.pricing_urls ?? [],
    notes: [
      ...(info.deprecated ? ['It is deprecated.'] : []),
      ...(info.price_comments ? [info.price_comments] : []),
      ...(starts.size > 1
        ? ['It has more than one step of price for long inputs.']
        : []),
      ...(elsewhere.length > 0
        ? [`It is also charged for ${elsewhere.join(', ')}.`]
        : []),
    ],
  };
}

type Rate = number | TieredPrices | undefined;

function ratesOf(
  prices: ModelPrice,
  amountOf: (rate: NonNullable<Rate>) => number,
): Rates {
  return Object.fromEntries(
    RATES.flatMap(([name, key]) => {
      const rate = prices[key];
      return rate === undefined ? [] : [[name, decimal(amountOf(rate))]];
    }),
  );
}

function isTiered(rate: Rate): rate is TieredPrices {
  return typeof rate === 'object';
}

/** Six decimals, as many as a rate has; the collection's floats drift behind them. */
function decimal(amount: number): string {
  const [whole, fraction] = amount.toFixed(6).split('.');
  const digits = fraction.replace(/0+$/, '');
  return digits === '' ? whole : `${whole}.${digits.padEnd(2, '0')}`;
}
