/*
 * Calls a server as the clients of the field do, unchanged but for address and
 * key, and prints what each of them says. A program of its own, because most
 * of these packages are modules that a test's environment cannot load.
 *
 * Input: the addresses and the key, as JSON. Output: a line a call, as JSON.
 */
import { createAnthropic } from '@ai-sdk/anthropic';
import { createGoogle } from '@ai-sdk/google';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import Anthropic from '@anthropic-ai/sdk';
import { GoogleGenAI } from '@google/genai';
import { ChatAnthropic } from '@langchain/anthropic';
import { ChatOpenAI, OpenAIEmbeddings } from '@langchain/openai';
import { embed, generateText, jsonSchema, streamText, tool } from 'ai';
import OpenAI, { AzureOpenAI } from 'openai';

const { addresses, apiKey } = JSON.parse(process.argv[2]);
const CHAT = 'gpt-4o';
const EMBEDDING = 'text-embedding-3-small';
const CLAUDE = 'claude-sonnet-5';
const GEMINI = 'gemini-2.5-flash';
const PROMPT = 'Count to 30';
const SCHEMA = { type: 'object', properties: { city: { type: 'string' } } };

const openai = new OpenAI({
  baseURL: `${addresses.openai}/v1`,
  apiKey,
  maxRetries: 0,
});
const azure = new AzureOpenAI({
  endpoint: addresses.azure,
  apiKey,
  apiVersion: '2024-10-21',
  maxRetries: 0,
});
const anthropic = new Anthropic({
  baseURL: addresses.anthropic,
  apiKey,
  maxRetries: 0,
});
const google = new GoogleGenAI({
  apiKey,
  httpOptions: { baseUrl: addresses.gemini },
});
const aiOpenAi = createOpenAI({ baseURL: `${addresses.openai}/v1`, apiKey });
const aiCompatible = createOpenAICompatible({
  name: 'portal',
  baseURL: `${addresses.openai}/v1`,
  apiKey,
});
const aiAnthropic = createAnthropic({
  baseURL: `${addresses.anthropic}/v1`,
  apiKey,
});
const aiGoogle = createGoogle({
  baseURL: `${addresses.gemini}/v1beta`,
  apiKey,
});
const chainOpenAi = new ChatOpenAI({
  model: CHAT,
  apiKey,
  maxRetries: 0,
  configuration: { baseURL: `${addresses.openai}/v1` },
});
const chainAnthropic = new ChatAnthropic({
  model: CLAUDE,
  apiKey,
  maxRetries: 0,
  maxTokens: 200,
  anthropicApiUrl: addresses.anthropic,
});

const messages = [{ role: 'user', content: PROMPT }];
const chatTool = {
  type: 'function',
  function: { name: 'get_weather', parameters: SCHEMA },
};

async function all(stream) {
  const parts = [];
  for await (const part of stream) {
    parts.push(part);
  }
  return parts;
}

/** What is left of a stream whose reader leaves after its first part. */
async function first(stream) {
  for await (const part of stream) {
    return part;
  }
  return undefined;
}

async function told(call) {
  try {
    await call;
    return 'no error';
  } catch (error) {
    return {
      name: error.constructor.name,
      status: error.status ?? error.statusCode,
    };
  }
}

/** Text, tool calls and usage of an answer of the AI SDK, without its clocks. */
async function said(result) {
  const { text, toolCalls, finishReason, usage } = await result;
  return {
    text: await text,
    toolCalls: (await toolCalls).map(({ toolName, input }) => ({
      toolName,
      input,
    })),
    finishReason: await finishReason,
    usage: await usage,
  };
}

async function streamed(result) {
  const text = (await all(result.textStream)).join('');
  return { ...(await said(result)), text };
}

const weather = tool({
  description: 'Tells the weather.',
  inputSchema: jsonSchema(SCHEMA),
});

function aiCalls(model) {
  return {
    plain: () => said(generateText({ model, prompt: PROMPT, maxRetries: 0 })),
    streamed: () =>
      streamed(streamText({ model, prompt: PROMPT, maxRetries: 0 })),
    tool: () =>
      said(
        generateText({
          model,
          prompt: PROMPT,
          tools: { get_weather: weather },
          toolChoice: 'required',
          maxRetries: 0,
        }),
      ),
  };
}

function chainCalls(model) {
  const part = ({ content, tool_calls, usage_metadata }) => ({
    content,
    tool_calls,
    usage_metadata,
  });
  return {
    plain: async () => part(await model.invoke(PROMPT)),
    streamed: async () => (await all(await model.stream(PROMPT))).map(part),
    tool: async () =>
      part(
        await model
          .bindTools(
            [{ name: 'get_weather', description: 'w', schema: SCHEMA }],
            {
              tool_choice: 'any',
            },
          )
          .invoke(PROMPT),
      ),
  };
}

const calls = {
  openai: {
    plain: () => openai.chat.completions.create({ model: CHAT, messages }),
    choices: () =>
      openai.chat.completions.create({ model: CHAT, messages, n: 2 }),
    streamed: async () =>
      all(
        await openai.chat.completions.create({
          model: CHAT,
          messages,
          stream: true,
        }),
      ),
    'streamed with usage': async () =>
      all(
        await openai.chat.completions.create({
          model: CHAT,
          messages,
          stream: true,
          stream_options: { include_usage: true },
        }),
      ),
    tool: () =>
      openai.chat.completions.create({
        model: CHAT,
        messages,
        tools: [chatTool],
        tool_choice: 'required',
      }),
    'tool, streamed': () =>
      openai.chat.completions
        .stream({
          model: CHAT,
          messages,
          tools: [chatTool],
          tool_choice: 'required',
        })
        .finalMessage(),
    'a stream that is left': async () =>
      first(
        await openai.chat.completions.create({
          model: CHAT,
          messages,
          stream: true,
        }),
      ),
    responses: () => openai.responses.create({ model: CHAT, input: PROMPT }),
    'responses, streamed': async () =>
      all(
        await openai.responses.create({
          model: CHAT,
          input: PROMPT,
          stream: true,
        }),
      ),
    completions: () =>
      openai.completions.create({
        model: CHAT,
        prompt: PROMPT,
        max_tokens: 40,
      }),
    'completions, streamed': async () =>
      all(
        await openai.completions.create({
          model: CHAT,
          prompt: PROMPT,
          max_tokens: 40,
          stream: true,
        }),
      ),
    embeddings: () =>
      openai.embeddings.create({ model: EMBEDDING, input: ['one', 'two'] }),
    'a wrong key': () =>
      told(openai.withOptions({ apiKey: 'nobody' }).models.list()),
    'an unknown model': () =>
      told(openai.chat.completions.create({ model: 'none', messages })),
    'a wrong body': () =>
      told(openai.chat.completions.create({ model: CHAT, messages: 'none' })),
    'a busy provider': () =>
      told(
        openai.chat.completions.create({
          model: CHAT,
          messages,
          metadata: { demo_behaviour: 'error-429' },
        }),
      ),
  },
  azure: {
    plain: () => azure.chat.completions.create({ model: CHAT, messages }),
    streamed: async () =>
      all(
        await azure.chat.completions.create({
          model: CHAT,
          messages,
          stream: true,
        }),
      ),
    completions: () =>
      azure.completions.create({ model: CHAT, prompt: PROMPT, max_tokens: 40 }),
    embeddings: () =>
      azure.embeddings.create({ model: EMBEDDING, input: 'one' }),
    'an unknown model': () =>
      told(azure.chat.completions.create({ model: 'none', messages })),
  },
  anthropic: {
    plain: () =>
      anthropic.messages.create({ model: CLAUDE, max_tokens: 200, messages }),
    streamed: async () =>
      all(
        await anthropic.messages.create({
          model: CLAUDE,
          max_tokens: 200,
          messages,
          stream: true,
        }),
      ),
    tool: () =>
      anthropic.messages.create({
        model: CLAUDE,
        max_tokens: 200,
        messages,
        tools: [{ name: 'get_weather', input_schema: SCHEMA }],
        tool_choice: { type: 'any' },
      }),
    'a stream that is left': async () =>
      first(
        await anthropic.messages.create({
          model: CLAUDE,
          max_tokens: 200,
          messages,
          stream: true,
        }),
      ),
    'counted tokens': () =>
      anthropic.messages.countTokens({ model: CLAUDE, messages }),
    'an unknown model': () =>
      told(
        anthropic.messages.create({ model: 'none', max_tokens: 1, messages }),
      ),
    'a wrong key': () =>
      told(
        anthropic
          .withOptions({ apiKey: 'nobody' })
          .messages.create({ model: CLAUDE, max_tokens: 1, messages }),
      ),
  },
  gemini: {
    plain: () =>
      google.models
        .generateContent({ model: GEMINI, contents: PROMPT })
        .then(body),
    streamed: async () =>
      (
        await all(
          await google.models.generateContentStream({
            model: GEMINI,
            contents: PROMPT,
          }),
        )
      ).map(body),
    tool: () =>
      google.models
        .generateContent({
          model: GEMINI,
          contents: PROMPT,
          config: {
            tools: [
              {
                functionDeclarations: [
                  { name: 'get_weather', parametersJsonSchema: SCHEMA },
                ],
              },
            ],
            toolConfig: { functionCallingConfig: { mode: 'ANY' } },
          },
        })
        .then(body),
    'a stream that is left': async () =>
      body(
        await first(
          await google.models.generateContentStream({
            model: GEMINI,
            contents: PROMPT,
          }),
        ),
      ),
    'counted tokens': () =>
      google.models.countTokens({ model: GEMINI, contents: PROMPT }).then(body),
    'an unknown model': () =>
      told(google.models.generateContent({ model: 'none', contents: PROMPT })),
  },
  'AI SDK, OpenAI': {
    ...aiCalls(aiOpenAi(CHAT)),
    embeddings: async () =>
      (await embed({ model: aiOpenAi.embedding(EMBEDDING), value: 'one' }))
        .embedding,
  },
  'AI SDK, chat': aiCalls(aiOpenAi.chat(CHAT)),
  'AI SDK, compatible': aiCalls(aiCompatible(CHAT)),
  'AI SDK, Anthropic': aiCalls(aiAnthropic(CLAUDE)),
  'AI SDK, Google': aiCalls(aiGoogle(GEMINI)),
  'LangChain, OpenAI': {
    ...chainCalls(chainOpenAi),
    embeddings: () =>
      new OpenAIEmbeddings({
        model: EMBEDDING,
        apiKey,
        configuration: { baseURL: `${addresses.openai}/v1` },
      }).embedQuery('one'),
  },
  'LangChain, Anthropic': chainCalls(chainAnthropic),
};

/** Without the headers and the date of its transport. */
function body({ sdkHttpResponse: _, ...rest }) {
  return rest;
}

for (const [client, named] of Object.entries(calls)) {
  for (const [name, call] of Object.entries(named)) {
    const answer = await call().catch(error => ({ failed: String(error) }));
    process.stdout.write(`${JSON.stringify([`${client}: ${name}`, answer])}\n`);
  }
}
