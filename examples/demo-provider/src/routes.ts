import { inputTokensOf } from './anthropic/messageUsageOf.ts';
import { parseMessagesRequest } from './anthropic/parseMessagesRequest.ts';
import { sendMessage } from './anthropic/sendMessage.ts';
import { promptFilterChunk } from './azure/promptFilterChunk.ts';
import { refuseOldVersion } from './azure/refuseOldVersion.ts';
import { parseChatRequest } from './ChatRequest.ts';
import { parseCompletionRequest } from './completions/parseCompletionRequest.ts';
import { sendCompletion } from './completions/sendCompletion.ts';
import { embeddingsOf } from './embeddings/embeddingsOf.ts';
import { promptTokensOf } from './gemini/contentUsageOf.ts';
import { parseGenerateRequest } from './gemini/parseGenerateRequest.ts';
import { sendContent } from './gemini/sendContent.ts';
import type { Models } from './Models.ts';
import { modelListOf, modelOf } from './modelsOf.ts';
import type { Reply } from './Reply.ts';
import type { SeenRequest } from './RequestLog.ts';
import { parseResponsesRequest } from './responses/parseResponsesRequest.ts';
import { sendResponse } from './responses/sendResponse.ts';
import { sendChatCompletion } from './sendChatCompletion.ts';
import type { Defaults } from './sendChatCompletion.ts';

/** One thing that the provider does at one path. */
export interface Route {
  method: 'GET' | 'POST';
  /** Its group, where it has one, is the model. */
  path: RegExp;
  answer(seen: SeenRequest, reply: Reply, model: string): Promise<void>;
}

/** Everything that the provider does, in the wire formats of all. */
export function routesOf(models: Models, defaults: Defaults): Route[] {
  return [
    ...openAiRoutes(models, defaults),
    ...azureRoutes(models, defaults),
    ...anthropicRoutes(models, defaults),
    ...geminiRoutes(models, defaults),
    {
      method: 'GET',
      path: /^\/v1(?:beta)?\/models$/,
      async answer({ wire }, reply) {
        reply.sendJson(200, modelListOf(models, wire));
      },
    },
    {
      method: 'GET',
      path: /^\/v1(?:beta)?\/models\/([\w.-]+)$/,
      async answer({ wire }, reply, model) {
        reply.sendJson(200, modelOf(models.get(model), wire));
      },
    },
  ];
}

function openAiRoutes(models: Models, defaults: Defaults): Route[] {
  return [
    {
      method: 'POST',
      path: /^\/v1\/chat\/completions$/,
      async answer({ body }, reply) {
        const request = parseChatRequest(body);
        models.get(request.model);
        await sendChatCompletion(request, reply, defaults);
      },
    },
    {
      method: 'POST',
      path: /^\/v1\/completions$/,
      async answer({ body }, reply) {
        const request = parseCompletionRequest(body);
        models.get(request.model);
        await sendCompletion(request, reply, defaults);
      },
    },
    {
      method: 'POST',
      path: /^\/v1\/responses$/,
      async answer({ body }, reply) {
        const request = parseResponsesRequest(body);
        models.get(request.model);
        await sendResponse(request, reply, defaults);
      },
    },
    {
      method: 'POST',
      path: /^\/v1\/embeddings$/,
      async answer({ body }, reply) {
        const answer = embeddingsOf(body);
        models.get(String(answer.model));
        reply.sendJson(200, answer);
      },
    },
  ];
}

/** The deployment in the path is the model, whatever the body says. */
function azureRoutes(models: Models, defaults: Defaults): Route[] {
  return [
    {
      method: 'POST',
      path: /^\/openai\/deployments\/([\w.-]+)\/chat\/completions$/,
      async answer({ body, query }, reply, model) {
        refuseOldVersion(body, query);
        const request = parseChatRequest({ ...(body as object), model });
        models.get(model);
        await sendChatCompletion(request, reply, defaults, [
          promptFilterChunk(),
        ]);
      },
    },
    {
      method: 'POST',
      path: /^\/openai\/deployments\/([\w.-]+)\/completions$/,
      async answer({ body, query }, reply, model) {
        refuseOldVersion(body, query);
        const request = parseCompletionRequest({ ...(body as object), model });
        models.get(model);
        await sendCompletion(request, reply, defaults);
      },
    },
    {
      method: 'POST',
      path: /^\/openai\/deployments\/([\w.-]+)\/embeddings$/,
      async answer({ body, query }, reply, model) {
        refuseOldVersion(body, query);
        models.get(model);
        reply.sendJson(200, embeddingsOf({ ...(body as object), model }));
      },
    },
  ];
}

function anthropicRoutes(models: Models, defaults: Defaults): Route[] {
  return [
    {
      method: 'POST',
      path: /^\/v1\/messages$/,
      async answer({ body }, reply) {
        const request = parseMessagesRequest(body);
        models.get(request.model);
        await sendMessage(request, reply, defaults);
      },
    },
    {
      method: 'POST',
      path: /^\/v1\/messages\/count_tokens$/,
      async answer({ body }, reply) {
        const counted = { max_tokens: 1, ...(body as object) };
        const request = parseMessagesRequest(counted);
        models.get(request.model);
        reply.sendJson(200, { input_tokens: inputTokensOf(request) });
      },
    },
  ];
}

function geminiRoutes(models: Models, defaults: Defaults): Route[] {
  const verb = (name: string) =>
    new RegExp(`^/v1(?:beta)?/models/([\\w.-]+):${name}$`);
  return [
    {
      method: 'POST',
      path: verb('generateContent'),
      async answer({ body }, reply, model) {
        models.get(model);
        const request = parseGenerateRequest(body, model, false);
        await sendContent(request, reply, { defaults, asEvents: false });
      },
    },
    {
      method: 'POST',
      path: verb('streamGenerateContent'),
      async answer({ body, query }, reply, model) {
        models.get(model);
        const request = parseGenerateRequest(body, model, true);
        const asEvents = new URLSearchParams(query).get('alt') === 'sse';
        await sendContent(request, reply, { defaults, asEvents });
      },
    },
    {
      method: 'POST',
      path: verb('countTokens'),
      async answer({ body }, reply, model) {
        models.get(model);
        const { generateContentRequest } = body as Record<string, unknown>;
        const counted = generateContentRequest ?? body;
        const tokens = promptTokensOf(
          parseGenerateRequest(counted, model, false),
        );
        reply.sendJson(200, {
          totalTokens: tokens,
          promptTokensDetails: [{ modality: 'TEXT', tokenCount: tokens }],
        });
      },
    },
  ];
}
