import { AiModelPrice, AiModelRates } from '../entities';
import { picoUsdPerToken } from '../money';
import { TokenUsage } from './TokenUsage';

/**
 * What `usage` costs at `price`, exactly, in pico-dollars.
 *
 * Tokens are priced as disjoint buckets, so that no token counts twice. Parts
 * that claim more than their total are taken as reported, and the rest as none.
 *
 * @public
 */
export function priceUsage(usage: TokenUsage, price: AiModelPrice): bigint {
  const rates = ratesFor(usage.input, price);
  const cacheWrite5m = usage.cacheWrite - usage.cacheWrite1h;
  const plainInput =
    usage.input - usage.cachedInput - usage.cacheWrite - usage.inputAudio;
  const plainOutput = usage.output - usage.outputAudio;
  const cacheWriteRate = rates.cacheWrite ?? rates.input;

  return (
    cost(plainInput, rates.input) +
    cost(usage.cachedInput, rates.cachedInput ?? rates.input) +
    cost(cacheWrite5m, cacheWriteRate) +
    cost(usage.cacheWrite1h, rates.cacheWrite1h ?? cacheWriteRate) +
    cost(usage.inputAudio, rates.inputAudio ?? rates.input) +
    cost(plainOutput, rates.output) +
    cost(usage.outputAudio, rates.outputAudio ?? rates.output)
  );
}

/**
 * The most that `inputTokens` and `outputTokens` can cost at `price`, whatever
 * kinds of tokens they turn out to be, in pico-dollars.
 *
 * @public
 */
export function worstCaseCost(
  inputTokens: number,
  outputTokens: number,
  price: AiModelPrice,
): bigint {
  const { longContext } = price;
  const reachesLongContext =
    longContext !== undefined && inputTokens >= longContext.fromInputTokens;
  const candidates: AiModelRates[] = reachesLongContext
    ? [price, longContext]
    : [price];
  const costs = candidates.map(
    rates =>
      BigInt(inputTokens) * highestInputRate(rates) +
      BigInt(outputTokens) * highestOutputRate(rates),
  );
  return max(costs);
}

function ratesFor(inputTokens: number, price: AiModelPrice): AiModelRates {
  const { longContext } = price;
  return longContext && inputTokens >= longContext.fromInputTokens
    ? longContext
    : price;
}

function cost(tokens: number, rate: string): bigint {
  return tokens > 0 ? BigInt(tokens) * picoUsdPerToken(rate) : 0n;
}

function highestInputRate(rates: AiModelRates): bigint {
  return highest([
    rates.input,
    rates.cachedInput,
    rates.cacheWrite,
    rates.cacheWrite1h,
    rates.inputAudio,
  ]);
}

function highestOutputRate(rates: AiModelRates): bigint {
  return highest([rates.output, rates.outputAudio]);
}

function highest(rates: Array<string | undefined>): bigint {
  return max(
    rates
      .filter((rate): rate is string => rate !== undefined)
      .map(picoUsdPerToken),
  );
}

function max(values: bigint[]): bigint {
  return values.reduce((a, b) => (b > a ? b : a), 0n);
}
