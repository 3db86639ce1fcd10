import { AzureOpenAI, BadRequestError } from 'openai';
import { DEFAULT_CREDENTIAL } from './startDemoProvider';
import { TestProvider, HELLO } from './__testUtils__/TestProvider';

describe("Azure's paths, and the elder completions", () => {
  let provider: TestProvider;

  beforeAll(async () => {
    provider = await TestProvider.start();
  });

  afterAll(() => provider.stop());

  const azure = (apiVersion: string) =>
    new AzureOpenAI({
      endpoint: provider.url.replace(/\/v1$/, ''),
      apiKey: DEFAULT_CREDENTIAL,
      apiVersion,
      maxRetries: 0,
    });

  const chat = {
    model: 'gpt-4o',
    messages: HELLO,
    stream: true as const,
  };

  it('says first what it thinks of the prompt', async () => {
    const chunks: unknown[] = [];
    const stream = await azure('2024-10-21').chat.completions.create({
      ...chat,
      stream_options: { include_usage: true },
    });
    for await (const chunk of stream) {
      chunks.push(chunk);
    }
    expect(chunks[0]).toMatchObject({
      choices: [],
      prompt_filter_results: [{ prompt_index: 0 }],
    });
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: {} });
  });

  it('does not know stream_options in an old version', async () => {
    await expect(
      azure('2024-02-01').chat.completions.create({
        ...chat,
        stream_options: { include_usage: true },
      }),
    ).rejects.toBeInstanceOf(BadRequestError);
  });

  it('completes a text, plain and streamed', async () => {
    const question = { model: 'gpt-4o', prompt: 'Count to 3', max_tokens: 20 };
    const plain = await provider.client.completions.create(question);
    expect(plain.choices[0].text).toBe('1, 2, 3');
    const stream = await provider.client.completions.create({
      ...question,
      stream: true,
      stream_options: { include_usage: true },
    });
    let text = '';
    let usage: unknown;
    for await (const chunk of stream) {
      text += chunk.choices.at(0)?.text ?? '';
      usage = chunk.usage ?? usage;
    }
    expect(text).toBe('1, 2, 3');
    expect(usage).toEqual(plain.usage);
  });
});
