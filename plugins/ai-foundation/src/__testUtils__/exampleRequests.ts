import {
  RequestDetail,
  RequestSummary,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { APPLICATION, inDays, TEAM } from './exampleTeams';

/** A request that went well, unless told otherwise. */
export function exampleRequest(
  request: Partial<RequestSummary> & Pick<RequestSummary, 'id'>,
): RequestSummary {
  return {
    callId: request.id,
    attempt: 1,
    at: inDays(-0.01),
    keyId: 'k7m2q9xw4c',
    teamRef: TEAM,
    applicationRef: APPLICATION,
    purpose: 'support-drafting',
    tier: 'internal',
    dialect: 'openai',
    operation: 'chat.completions',
    stream: true,
    requestedModel: 'gpt-4o-mini',
    modelRef: 'aimodel:default/gpt-4o-mini',
    outcome: 'completed',
    httpStatus: 200,
    inputTokens: 2_314,
    outputTokens: 187,
    costPicoUsd: '421050000',
    usageSource: 'provider',
    durationMs: 1_842,
    timeToFirstByteMs: 412,
    ...request,
  };
}

const passed = (control: string, reason: string, inputs = {}) => ({
  control,
  verdict: 'passed' as const,
  reason,
  inputs,
});

/** The whole story of a request; its cost is exact at the example's price. */
export function exampleStory(
  story: Partial<RequestDetail> & Pick<RequestDetail, 'id'>,
): RequestDetail {
  return {
    ...exampleRequest(story),
    attempts: [exampleRequest(story)],
    provider: 'openai',
    responseModel: 'gpt-4o-mini-2024-07-18',
    providerRequestId: 'req_5c1f',
    clientRequestId: 'order-4711',
    settledAt: inDays(-0.01),
    holdPicoUsd: '9830400000',
    priceVersion: '2026-01-01',
    usage: {
      input: 2_314,
      cachedInput: 512,
      cacheWrite: 0,
      cacheWrite1h: 0,
      inputAudio: 0,
      output: 187,
      reasoning: 0,
      outputAudio: 0,
    },
    rawUsage: {
      prompt_tokens: 2_314,
      completion_tokens: 187,
      total_tokens: 2_501,
      prompt_tokens_details: { cached_tokens: 512 },
    },
    decision: [
      passed('key', 'The key is active and expires in 60 days.', {
        state: 'active',
      }),
      passed('aup', 'Version 2.0 was acknowledged by its requester.'),
      passed('model', 'GPT-4o mini is approved and unchanged since.', {
        approval: 'approved',
      }),
      passed('tier', 'The model is approved for Internal data.', {
        declared: 'internal',
        approvedFor: 'internal',
      }),
    ],
    // (2,314 - 512) x 0.15 + 512 x 0.075 + 187 x 0.60, per million tokens
    ...story,
    costPicoUsd: story.costPicoUsd ?? '420900000',
  };
}

/** A page of requests with every kind of end. */
export const exampleRequests: RequestSummary[] = [
  exampleRequest({
    id: 'r-1',
    at: inDays(-0.0005),
    outcome: 'running',
    durationMs: undefined,
    httpStatus: undefined,
  }),
  exampleRequest({ id: 'r-2', at: inDays(-0.004) }),
  exampleRequest({
    id: 'r-3',
    at: inDays(-0.02),
    outcome: 'refused',
    httpStatus: 403,
    errorCode: 'model_not_in_scope',
    requestedModel: 'gpt-4.1',
    modelRef: 'aimodel:default/gpt-4.1',
    inputTokens: 0,
    outputTokens: 0,
    costPicoUsd: '0',
    usageSource: 'none',
    durationMs: 3,
  }),
  exampleRequest({
    id: 'r-4',
    at: inDays(-0.1),
    outcome: 'client_aborted',
    usageSource: 'partial',
    costPicoUsd: '148500',
  }),
  exampleRequest({
    id: 'r-5',
    at: inDays(-0.3),
    outcome: 'upstream_error',
    httpStatus: 502,
    errorCode: 'provider_unavailable',
    costPicoUsd: '0',
    inputTokens: 0,
    outputTokens: 0,
  }),
  exampleRequest({
    id: 'r-6',
    at: inDays(-1.2),
    applicationRef: undefined,
    modelRef: 'aimodel:default/gpt-4o',
    requestedModel: 'gpt-4o',
    costPicoUsd: '18204500000',
  }),
  exampleRequest({
    id: 'r-7',
    at: inDays(-2),
    outcome: 'timeout',
    httpStatus: 504,
    costPicoUsd: '0',
  }),
];
