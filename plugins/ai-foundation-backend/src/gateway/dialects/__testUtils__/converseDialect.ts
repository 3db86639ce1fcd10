import { NO_USAGE } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  Dialect,
  dialectsExtensionPoint,
  GatewayError,
  Operation,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { createBackendModule } from '@backstage/backend-plugin-api';

/*
 * A dialect as a module brings it: it speaks as Amazon's Converse does, plain
 * answers alone. `docs/dialects.md` walks through it.
 */

interface ConverseUsage {
  inputTokens: number;
  outputTokens: number;
  cacheReadInputTokens?: number;
  cacheWriteInputTokens?: number;
  cacheDetails?: Array<{ ttl: string; inputTokens: number }>;
}

/** The provider's input leaves out what a cache gave or took; the gateway's holds all. */
function toTokenUsage(usage: ConverseUsage) {
  const cachedInput = usage.cacheReadInputTokens ?? 0;
  const cacheWrite = usage.cacheWriteInputTokens ?? 0;
  const anHour = usage.cacheDetails?.filter(({ ttl }) => ttl === '1h') ?? [];
  return {
    ...NO_USAGE,
    input: usage.inputTokens + cachedInput + cacheWrite,
    cachedInput,
    cacheWrite,
    cacheWrite1h: anHour.reduce((sum, { inputTokens }) => sum + inputTokens, 0),
    output: usage.outputTokens,
  };
}

export const converse: Operation = {
  name: 'converse',
  paths: ['/model/{model}/converse'],
  modelType: 'chat',
  billable: true,
  read(body, bodyBytes, { parameters }) {
    const fields = body as { inferenceConfig?: { maxTokens?: number } };
    const bound = fields.inferenceConfig?.maxTokens;
    if (bound !== undefined && !(Number.isSafeInteger(bound) && bound > 0)) {
      throw new GatewayError({
        status: 400,
        code: 'invalid_request',
        message: '`maxTokens` must be a whole number above zero.',
        param: 'inferenceConfig.maxTokens',
      });
    }
    return {
      model: parameters.model ?? '',
      stream: false,
      body: { ...fields },
      bodyBytes,
      maxOutputTokens: bound,
      choices: 1,
      unboundedInput: false,
      extraInputTokens: 0,
      extraOutputTokens: 0,
      unpriced: undefined,
    };
  },
  upstreamPath: ({ providerModel }) =>
    `/model/${encodeURIComponent(providerModel)}/converse`,
  upstreamBody: ({ body, maxOutputTokens }, model) => ({
    ...body,
    inferenceConfig: { maxTokens: maxOutputTokens ?? model.maxOutputTokens },
  }),
  readStream() {
    throw new Error('A plain answer is no stream');
  },
  readAnswer(body) {
    const { usage } = JSON.parse(body.toString('utf8'));
    return {
      usage: usage && toTokenUsage(usage),
      rawUsage: usage,
      responseModel: undefined,
      outputBytes: body.length,
    };
  },
};

const converseDialect: Dialect = {
  id: 'converse',
  prefix: '/converse',
  basePath: '',
  operations: [converse],
  modelsPaths: ['/models'],
  drainsToTheEnd: false,
  authenticate: ({ apiKey }) => ({ authorization: `Bearer ${apiKey}` }),
  requestHeaders: ['accept', 'user-agent'],
  responseHeaders: ['content-type', 'x-amzn-requestid'],
  defaultHeaders: {},
  requestIdHeader: 'x-amzn-requestid',
  modelList: models => ({ models: models.map(model => model.providerModel) }),
  modelBody: model => ({ model: model.providerModel }),
  errorBody: ({ message, code }) => ({ message, code }),
  errorEvent: ({ message, code }) =>
    `data: ${JSON.stringify({ message, code })}\n\n`,
};

export const converseModule = createBackendModule({
  pluginId: 'ai-foundation',
  moduleId: 'dialect-converse',
  register(env) {
    env.registerInit({
      deps: { dialects: dialectsExtensionPoint },
      async init({ dialects }) {
        dialects.addDialect(converseDialect);
      },
    });
  },
});
