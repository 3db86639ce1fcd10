import { ApiError, GoogleGenAI } from '@google/genai';
import { DEFAULT_CREDENTIAL } from './startDemoProvider';
import { TestProvider } from './__testUtils__/TestProvider';

const MODEL = 'gemini-2.5-flash';

describe('the wire format of Gemini', () => {
  let provider: TestProvider;
  let client: GoogleGenAI;

  beforeAll(async () => {
    provider = await TestProvider.start();
    client = new GoogleGenAI({
      apiKey: DEFAULT_CREDENTIAL,
      httpOptions: {
        baseUrl: provider.url.replace(/\/v1$/, ''),
        // Its own way looks for a global that Jest's environment has not.
        fetch: (url, init) =>
          fetch(url, { ...init, dispatcher: undefined } as RequestInit),
      },
    });
  });

  afterAll(() => provider.stop());

  it('gives the same content plain and streamed', async () => {
    const question = { model: MODEL, contents: 'Count to 12' };
    const plain = await client.models.generateContent(question);
    expect(plain.text).toBe('1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12');

    let text = '';
    let usage: unknown;
    for await (const part of await client.models.generateContentStream(
      question,
    )) {
      text += part.text ?? '';
      usage = part.usageMetadata;
    }
    expect(text).toBe(plain.text);
    expect(usage).toEqual(plain.usageMetadata);
    expect(usage).toMatchObject({ thoughtsTokenCount: 12 });
  });

  it('tells what of a long prompt it took from its cache', async () => {
    const { usageMetadata } = await client.models.generateContent({
      model: MODEL,
      contents: 'word '.repeat(3_000),
      config: { thinkingConfig: { thinkingBudget: 0 } },
    });
    expect(usageMetadata).toMatchObject({
      cachedContentTokenCount: 2_048,
      promptTokenCount: 3_001,
    });
    expect(usageMetadata).not.toHaveProperty('thoughtsTokenCount');
  });

  it('calls a function', async () => {
    const { functionCalls } = await client.models.generateContent({
      model: MODEL,
      contents: 'How is the weather?',
      config: {
        tools: [
          {
            functionDeclarations: [
              {
                name: 'get_weather',
                parametersJsonSchema: {
                  type: 'object',
                  properties: { city: { type: 'string' } },
                },
              },
            ],
          },
        ],
        toolConfig: { functionCallingConfig: { mode: 'ANY' as never } },
      },
    });
    expect(functionCalls).toMatchObject([
      { name: 'get_weather', args: { city: expect.any(String) } },
    ]);
  });

  it('counts tokens, and lists its models', async () => {
    const { totalTokens } = await client.models.countTokens({
      model: MODEL,
      contents: 'Count to 12',
    });
    expect(totalTokens).toBe(3);
    const names: unknown[] = [];
    for await (const { name } of await client.models.list()) {
      names.push(name);
    }
    expect(names).toContain(`models/${MODEL}`);
  });

  it('streams a list to who asks for no events', async () => {
    const answer = await fetch(
      `${provider.url}beta/models/${MODEL}:streamGenerateContent`,
      {
        method: 'POST',
        headers: { 'x-goog-api-key': DEFAULT_CREDENTIAL },
        body: JSON.stringify({ contents: [{ parts: [{ text: 'Hi' }] }] }),
      },
    );
    expect(await answer.json()).toEqual(expect.any(Array));
    expect(JSON.stringify(provider.requests)).not.toContain(DEFAULT_CREDENTIAL);
  });

  it('raises the error of the SDK', async () => {
    await expect(
      client.models.generateContent({ model: 'none', contents: 'Hi' }),
    ).rejects.toBeInstanceOf(ApiError);
  });
});
