import { z } from 'zod';
import { ENTITY_NAME, GROUP_REFERENCE, MODEL_REFERENCE } from './references';

const WHOLE = 'must be a whole number above zero';
const tokens = z.number(WHOLE).int(WHOLE).min(1, WHOLE);
const sentence = z.string().min(3, 'must be a sentence');

/** Six decimals make a token's price a whole number of pico-dollars. */
const rate = z
  .string()
  .regex(
    /^(?:0|[1-9][0-9]{0,6})(?:\.[0-9]{1,6})?$/,
    'must be a decimal number with at most six decimals, for example 2.50',
  );

const rates = {
  input: rate,
  output: rate,
  cachedInput: rate.optional(),
  cacheWrite: rate.optional(),
  cacheWrite1h: rate.optional(),
  inputAudio: rate.optional(),
  outputAudio: rate.optional(),
};

/**
 * Rates per million tokens. Where a part has no rate of its own, the rate of
 * the total it belongs to applies (`cacheWrite1h` first takes `cacheWrite`).
 *
 * @public
 */
export const aiModelRatesSchema = z.strictObject(rates);

/**
 * What one unit of a model's usage costs, from an instant on.
 *
 * @public
 */
export const aiModelPriceSchema = z.strictObject({
  ...rates,
  effectiveFrom: z
    .string()
    .regex(
      /^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,3})?)?(?:Z|[+-][0-9]{2}:[0-9]{2}))?$/,
      'must be an ISO 8601 date or instant, for example 2026-12-01',
    )
    .describe('ISO 8601 date or instant; a date means midnight in UTC.'),
  currency: z.enum(['USD']),
  unit: z.enum(['per-million-tokens']),
  source: z
    .string()
    .regex(/^https?:\/\/\S+$/, "must be the address of the provider's prices")
    .describe("Address of where the figures come from: the provider's prices."),
  zeroReason: sentence.optional().describe('Why a price of zero is right.'),
  longContext: z
    .strictObject({ fromInputTokens: tokens, ...rates })
    .optional()
    .describe('Rates of the whole request once its input is this large.'),
});

/**
 * What an `AiModel` says of a model. The catalog, the form that proposes a
 * model and the decision about it all check by this.
 *
 * @public
 */
export const aiModelSpecSchema = z.strictObject({
  type: z.enum(['chat', 'embedding']),
  lifecycle: z.enum(['experimental', 'production', 'deprecated']),
  owner: z
    .string()
    .regex(GROUP_REFERENCE, 'must name a group of the catalog')
    .describe('The group that answers for the model.'),
  provider: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,62}$/, 'must be the id of a provider')
    .describe("Id of a provider in the gateway's configuration."),
  providerModel: z
    .string()
    .min(1, 'is required')
    .max(200)
    .regex(/^\S+$/, 'must have no space')
    .describe("The model's id at its provider; clients use it in requests."),
  tier: z
    .string()
    .regex(ENTITY_NAME, 'must be the name of a data tier')
    .describe('The name of the highest DataTier it is meant for.'),
  prices: z.array(aiModelPriceSchema).min(1, 'must have at least one'),
  contextWindow: tokens.describe('Tokens of input and output together.'),
  maxOutputTokens: tokens.describe(
    'Tokens of output at most; sent along where a request names no bound.',
  ),
  fallbacks: z
    .array(z.string().regex(MODEL_REFERENCE, 'must name a model'))
    .min(1, 'must have at least one')
    .max(3, 'must have three at most')
    .optional()
    .describe(
      'Models that may answer where its provider does not, in order; each under its own approval.',
    ),
  restrictions: z
    .array(sentence)
    .min(1, 'must have at least one')
    .optional()
    .describe('What it must not be used for, a sentence each.'),
  unrestrictedBecause: sentence
    .optional()
    .describe('Why there is no restriction.'),
  dataUse: sentence.describe(
    'What the provider may do with prompts and answers.',
  ),
});
