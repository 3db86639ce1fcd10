import {
  AiModelRates,
  Model,
  picoUsdPerToken,
  RequestDetail,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';

/** Tokens of one price. */
export interface CostLine {
  id:
    | 'input'
    | 'cachedInput'
    | 'cacheWrite'
    | 'cacheWrite1h'
    | 'inputAudio'
    | 'output'
    | 'outputAudio';
  tokens: number;
  rate: string;
  picoUsd: bigint;
}

/**
 * The cost as a sum of tokens times rates, at the model's price now; undefined
 * where that does not give what was charged, because the price has changed.
 */
export function costLines(
  request: RequestDetail,
  model: Model | undefined,
): CostLine[] | undefined {
  const { usage } = request;
  const price = model?.price;
  if (!usage || !price) {
    return undefined;
  }
  const { longContext } = price;
  const rates: AiModelRates =
    longContext && usage.input >= longContext.fromInputTokens
      ? longContext
      : price;
  const cacheWrite = rates.cacheWrite ?? rates.input;
  const lines = [
    line(
      'input',
      usage.input - usage.cachedInput - usage.cacheWrite - usage.inputAudio,
      rates.input,
    ),
    line('cachedInput', usage.cachedInput, rates.cachedInput ?? rates.input),
    line('cacheWrite', usage.cacheWrite - usage.cacheWrite1h, cacheWrite),
    line('cacheWrite1h', usage.cacheWrite1h, rates.cacheWrite1h ?? cacheWrite),
    line('inputAudio', usage.inputAudio, rates.inputAudio ?? rates.input),
    line('output', usage.output - usage.outputAudio, rates.output),
    line('outputAudio', usage.outputAudio, rates.outputAudio ?? rates.output),
  ].filter(({ tokens }) => tokens > 0);
  const sum = lines.reduce((total, { picoUsd }) => total + picoUsd, 0n);
  return sum === BigInt(request.costPicoUsd) ? lines : undefined;
}

function line(id: CostLine['id'], tokens: number, rate: string): CostLine {
  return {
    id,
    tokens,
    rate,
    picoUsd: BigInt(Math.max(tokens, 0)) * picoUsdPerToken(rate),
  };
}
