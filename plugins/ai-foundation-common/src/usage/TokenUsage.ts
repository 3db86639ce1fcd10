/**
 * Tokens of one request, normalised over all dialects: `input` and `output`
 * are inclusive totals, the others are parts of them.
 *
 * @public
 */
export interface TokenUsage {
  /** All input, with cached, cache-write and audio tokens. */
  input: number;
  /** Part of `input` that was read from a cache. */
  cachedInput: number;
  /** Part of `input` that was written to a cache, of any lifetime. */
  cacheWrite: number;
  /** Part of `cacheWrite` that lives an hour. */
  cacheWrite1h: number;
  /** Part of `input` that is audio. */
  inputAudio: number;
  /** All output, with reasoning and audio tokens. */
  output: number;
  /** Part of `output` that was spent on reasoning. */
  reasoning: number;
  /** Part of `output` that is audio. */
  outputAudio: number;
}

/** No tokens at all. @public */
export const NO_USAGE: Readonly<TokenUsage> = Object.freeze({
  input: 0,
  cachedInput: 0,
  cacheWrite: 0,
  cacheWrite1h: 0,
  inputAudio: 0,
  output: 0,
  reasoning: 0,
  outputAudio: 0,
});
