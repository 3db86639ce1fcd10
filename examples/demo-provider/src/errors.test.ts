import OpenAI from 'openai';
import { HELLO, TestProvider, chat } from './__testUtils__/TestProvider';

let provider: TestProvider;

beforeAll(async () => {
  provider = await TestProvider.start();
});

afterAll(async () => {
  await provider.stop();
});

describe('errors', () => {
  it('raises the typed error of a wrong credential and keeps it out of the log', async () => {
    const wrong = provider.createClient('not-the-credential');

    await expect(wrong.models.list()).rejects.toBeInstanceOf(
      OpenAI.AuthenticationError,
    );
    expect(JSON.stringify(provider.requests)).not.toContain(
      'not-the-credential',
    );
  });

  it('has the envelope of the wire format', async () => {
    const response = await provider.post(chat(''), { headers: {} });

    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({
      error: {
        message: 'The credential is missing or wrong.',
        type: 'invalid_request_error',
        param: null,
        code: 'invalid_api_key',
      },
    });
  });

  it.each([
    ['no JSON', '{', null, null],
    ['no object', '[]', null, null],
    ['no model', { messages: HELLO }, 'model', 'missing_required_parameter'],
    [
      'no messages',
      { model: 'gpt-4o', messages: [] },
      'messages',
      'empty_array',
    ],
    [
      'an unknown role',
      { model: 'gpt-4o', messages: [{ role: 'king', content: '' }] },
      'messages[0].role',
      'invalid_value',
    ],
    ['no count', chat('', { n: 0 }), 'n', 'invalid_type'],
    [
      'usage without a stream',
      chat('', { stream_options: { include_usage: true } }),
      'stream_options',
      'invalid_value',
    ],
    [
      'a tool that is not there',
      chat('', { tool_choice: { type: 'function', function: { name: 'x' } } }),
      'tool_choice',
      'invalid_value',
    ],
    [
      'an unknown behaviour',
      chat('explode'),
      'metadata.demo_behaviour',
      'invalid_value',
    ],
  ])('refuses a body with %s', async (_, body, param, code) => {
    const response = await provider.post(body);

    expect(response.status).toBe(400);
    expect((await response.json()).error).toMatchObject({
      type: 'invalid_request_error',
      param,
      code,
    });
  });

  it('raises the typed error of an unknown model', async () => {
    const attempt = provider.client.chat.completions.create({
      model: 'gpt-unknown',
      messages: HELLO,
    });

    await expect(attempt).rejects.toBeInstanceOf(OpenAI.NotFoundError);
    await expect(attempt).rejects.toMatchObject({ code: 'model_not_found' });
  });

  it('answers 404 to an unknown path and 405 to a wrong method', async () => {
    expect((await fetch(`${provider.url}/nothing`)).status).toBe(404);
    expect((await fetch(`${provider.url}/chat/completions`)).status).toBe(405);
  });
});

describe('GET /v1/models', () => {
  it('lists the models and gives one', async () => {
    const { data } = await provider.client.models.list();
    const model = await provider.client.models.retrieve('gpt-4o');

    expect(data).toContainEqual(model);
    expect(model).toMatchObject({ id: 'gpt-4o', object: 'model' });
    await expect(provider.client.models.retrieve('x')).rejects.toBeInstanceOf(
      OpenAI.NotFoundError,
    );
  });
});
