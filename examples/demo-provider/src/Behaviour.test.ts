import OpenAI from 'openai';
import { DEFAULT_CREDENTIAL } from './startDemoProvider';
import { TestProvider, chat, readEvents } from './__testUtils__/TestProvider';

let provider: TestProvider;

beforeAll(async () => {
  provider = await TestProvider.start();
});

afterAll(async () => {
  await provider.stop();
});

describe('metadata.demo_behaviour', () => {
  it.each([
    ['error-500', OpenAI.InternalServerError],
    ['error-429', OpenAI.RateLimitError],
    ['error-403', OpenAI.PermissionDeniedError],
  ])('%s raises its typed error', async (behaviour, type) => {
    await expect(
      provider.client.chat.completions.create(chat(behaviour)),
    ).rejects.toBeInstanceOf(type);
  });

  it('usage reports exactly what was given, plain and streamed', async () => {
    const usage = {
      prompt_tokens: 32,
      completion_tokens: 9,
      total_tokens: 135,
    };
    const behaviour = `usage:${JSON.stringify(usage)}`;

    const whole = await provider.client.chat.completions.create(
      chat(behaviour),
    );
    const streamed = await provider.client.chat.completions
      .stream(chat(behaviour, { stream_options: { include_usage: true } }))
      .finalChatCompletion();

    expect(whole.usage).toEqual(usage);
    expect(streamed.usage).toEqual(usage);
  });

  it('no-usage leaves the usage out', async () => {
    const whole = await provider.client.chat.completions.create(
      chat('no-usage'),
    );
    const events = await readEvents(
      await provider.post(
        chat('no-usage', {
          stream: true,
          stream_options: { include_usage: true },
        }),
      ),
    );

    expect(whole).not.toHaveProperty('usage');
    expect(events.join()).not.toContain('prompt_tokens');
  });

  it('slow and chunk-delay take their time, and both may be asked for', async () => {
    const startedAt = Date.now();
    const response = await provider.post(
      chat('slow:100;chunk-delay:40', { stream: true, max_tokens: 1 }),
    );
    const firstByteMs = Date.now() - startedAt;
    await response.text();

    expect(firstByteMs).toBeGreaterThanOrEqual(98);
    // Four events, so three pauses; a timer may fire a millisecond early.
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(215);
  });

  it('cut-after breaks the connection after so many events', async () => {
    const response = await provider.post(chat('cut-after:2', { stream: true }));

    await expect(response.text()).rejects.toThrow('terminated');
    expect(await provider.lastRequest()).toMatchObject({ outcome: 'cut' });
  });

  it('eof-after ends the stream in good order without its last events', async () => {
    const events = await readEvents(
      await provider.post(chat('eof-after:2', { stream: true })),
    );

    expect(events).toHaveLength(2);
    expect(events).not.toContain('[DONE]');
  });

  it('cut-after and eof-after count bytes in an answer that is no stream', async () => {
    const cut = await provider.post(chat('cut-after:20'));
    const ended = await provider.post(chat('eof-after:20'));

    await expect(cut.text()).rejects.toThrow('terminated');
    expect(await ended.text()).toHaveLength(20);
  });

  it('error-in-stream raises an error in the middle of the stream', async () => {
    const stream = await provider.client.chat.completions.create({
      ...chat('error-in-stream:2'),
      stream: true,
    });
    const seen: unknown[] = [];
    const reading = (async () => {
      for await (const chunk of stream) {
        seen.push(chunk);
      }
    })();

    await expect(reading).rejects.toBeInstanceOf(OpenAI.APIError);
    expect(seen).toHaveLength(2);
  });

  it('garbage answers well what is no JSON', async () => {
    const response = await provider.post(chat('garbage'));

    expect(response.status).toBe(200);
    await expect(response.json()).rejects.toThrow('not valid JSON');
  });

  it('redirect points to where nothing is', async () => {
    const response = await provider.post(chat('redirect'), {
      redirect: 'manual',
      headers: { authorization: `Bearer ${DEFAULT_CREDENTIAL}` },
    });

    expect(response.status).toBe(307);
    expect(response.headers.get('location')).toBe('/v1/redirected');
  });

  it('hang never answers, and the log says that the client went', async () => {
    const seen = provider.requests.length;
    const leaving = new AbortController();
    const attempt = provider.post(chat('hang'), { signal: leaving.signal });
    while (provider.requests.length === seen) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    leaving.abort();

    await expect(attempt).rejects.toThrow('abort');
    const { outcome, status } = await provider.lastRequest();
    expect({ outcome, status }).toEqual({
      outcome: 'client-gone',
      status: undefined,
    });
  });
});
