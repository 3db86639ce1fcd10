import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { DEFAULT_CREDENTIAL } from './startDemoProvider';
import { TestProvider } from './__testUtils__/TestProvider';

describe('the other wire formats', () => {
  let provider: TestProvider;
  let anthropic: Anthropic;

  beforeAll(async () => {
    provider = await TestProvider.start();
    anthropic = new Anthropic({
      apiKey: DEFAULT_CREDENTIAL,
      baseURL: provider.url.replace(/\/v1$/, ''),
      maxRetries: 0,
    });
  });

  afterAll(() => provider.stop());

  it('gives the same response plain and streamed', async () => {
    const question = {
      model: 'gpt-4o',
      input: 'Count to 12',
      metadata: { demo_behaviour: 'deterministic' },
    };
    const plain = await provider.client.responses.create(question);
    expect(plain.output_text).toBe('1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12');

    const streamed = await provider.client.responses
      .stream(question)
      .finalResponse();
    expect(streamed.output_text).toBe(plain.output_text);
    expect(streamed.usage).toEqual(plain.usage);
  });

  it('says that a response is incomplete where its bound cut it', async () => {
    const { incomplete_details: details } =
      await provider.client.responses.create({
        model: 'gpt-4o',
        input: 'Count to 100',
        max_output_tokens: 3,
      });
    expect(details?.reason).toBe('max_output_tokens');
  });

  it('gives equal texts equal embeddings, in either encoding', async () => {
    const embed = async (format: 'float' | 'base64') =>
      (
        await provider.client.embeddings.create({
          model: 'gpt-4o',
          input: ['one', 'two', 'one'],
          encoding_format: format,
        })
      ).data.map(({ embedding }) => embedding);
    const [one, two, again] = await embed('float');
    expect(again).toEqual(one);
    expect(two).not.toEqual(one);
    expect(await embed('base64')).toHaveLength(3);
  });

  it('gives the same message plain and streamed', async () => {
    const question = {
      model: 'gpt-4o',
      max_tokens: 50,
      messages: [{ role: 'user' as const, content: 'Count to 12' }],
      metadata: { demo_behaviour: 'deterministic' } as Anthropic.Metadata,
    };
    const plain = await anthropic.messages.create(question);
    const streamed = await anthropic.messages.stream(question).finalMessage();
    expect(streamed).toMatchObject({ id: plain.id, usage: plain.usage });
    expect(streamed.content).toMatchObject(plain.content);
    expect(plain.content).toEqual([
      { type: 'text', text: '1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12' },
    ]);
  });

  it('raises the errors of each SDK', async () => {
    await expect(
      anthropic.messages.create({
        model: 'none',
        max_tokens: 1,
        messages: [{ role: 'user', content: 'Hi' }],
      }),
    ).rejects.toBeInstanceOf(Anthropic.NotFoundError);
    await expect(
      provider.client.responses.create({ model: 'none', input: 'Hi' }),
    ).rejects.toBeInstanceOf(OpenAI.NotFoundError);
  });
});
