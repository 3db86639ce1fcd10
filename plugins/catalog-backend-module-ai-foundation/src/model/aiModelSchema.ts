import { entityName, groupReference } from './references';

const tokens = { type: 'integer', minimum: 1 };

const sentences = {
  type: 'array',
  minItems: 1,
  items: { type: 'string', minLength: 3 },
};

/** Six decimals make a token's price a whole number of pico-dollars. */
const rate = {
  type: 'string',
  pattern: '^(?:0|[1-9][0-9]{0,6})(?:\\.[0-9]{1,6})?$',
  description:
    'A decimal string with at most six decimals, for example "2.50".',
};

const rates = {
  input: rate,
  output: rate,
  cachedInput: rate,
  cacheWrite: rate,
  cacheWrite1h: rate,
  inputAudio: rate,
  outputAudio: rate,
};

const price = {
  type: 'object',
  required: ['effectiveFrom', 'currency', 'unit', 'input', 'output', 'source'],
  additionalProperties: false,
  properties: {
    ...rates,
    effectiveFrom: {
      type: 'string',
      pattern:
        '^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,3})?)?(?:Z|[+-][0-9]{2}:[0-9]{2}))?$',
      description: 'ISO 8601 date or instant; a date means midnight in UTC.',
    },
    currency: { type: 'string', enum: ['USD'] },
    unit: { type: 'string', enum: ['per-million-tokens'] },
    source: {
      type: 'string',
      minLength: 3,
      description: "Where the figures come from: the provider's price page.",
    },
    zeroReason: {
      type: 'string',
      minLength: 3,
      description: 'Why a price of zero is right.',
    },
    longContext: {
      type: 'object',
      required: ['fromInputTokens', 'input', 'output'],
      additionalProperties: false,
      properties: { fromInputTokens: tokens, ...rates },
      description: 'Rates of the whole request once its input is this large.',
    },
  },
};

/** JSON schema of an `AiModel`, without what all entities share. */
export const aiModelSchema = {
  type: 'object',
  required: ['spec'],
  properties: {
    spec: {
      type: 'object',
      required: [
        'type',
        'lifecycle',
        'owner',
        'provider',
        'providerModel',
        'tier',
        'prices',
        'contextWindow',
        'maxOutputTokens',
        'dataUse',
      ],
      additionalProperties: false,
      properties: {
        type: { type: 'string', enum: ['chat', 'embedding'] },
        lifecycle: {
          type: 'string',
          enum: ['experimental', 'production', 'deprecated'],
        },
        owner: {
          ...groupReference,
          description: 'The group that answers for the model.',
        },
        provider: {
          type: 'string',
          pattern: '^[a-z][a-z0-9-]{0,62}$',
          description: "Id of a provider in the gateway's configuration.",
        },
        providerModel: {
          type: 'string',
          minLength: 1,
          maxLength: 200,
          pattern: '^\\S+$',
          description: "The model's id at its provider.",
        },
        tier: {
          ...entityName,
          description: 'The name of the highest DataTier it is meant for.',
        },
        prices: { type: 'array', minItems: 1, items: price },
        contextWindow: {
          ...tokens,
          description: 'Tokens of input and output together.',
        },
        maxOutputTokens: {
          ...tokens,
          description: 'Tokens of output at most.',
        },
        restrictions: {
          ...sentences,
          description: 'What it must not be used for, a sentence each.',
        },
        unrestrictedBecause: {
          type: 'string',
          minLength: 3,
          description: 'Why there is no restriction.',
        },
        dataUse: {
          type: 'string',
          minLength: 3,
          description: 'What the provider may do with prompts and answers.',
        },
      },
    },
  },
};
