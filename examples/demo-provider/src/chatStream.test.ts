import {
  HELLO,
  TestProvider,
  chat,
  readEvents,
  WEATHER_TOOL,
} from './__testUtils__/TestProvider';

let provider: TestProvider;

beforeAll(async () => {
  provider = await TestProvider.start();
});

afterAll(async () => {
  await provider.stop();
});

describe('POST /v1/chat/completions with stream', () => {
  it('streams to the SDK what it would answer at once', async () => {
    const params = { model: 'gpt-4o', messages: HELLO, n: 2 };
    const whole = await provider.client.chat.completions.create(params);
    const streamed = await provider.client.chat.completions
      .stream({ ...params, stream_options: { include_usage: true } })
      .finalChatCompletion();

    expect(streamed.choices.map(choice => choice.message.content)).toEqual(
      whole.choices.map(choice => choice.message.content),
    );
    expect(streamed.usage).toEqual(whole.usage);
  });

  it('streams tool calls that the SDK puts together', async () => {
    const streamed = await provider.client.chat.completions
      .stream({
        model: 'gpt-4o',
        messages: HELLO,
        tools: [WEATHER_TOOL],
        tool_choice: 'required',
      })
      .finalChatCompletion();

    expect(streamed.choices[0].finish_reason).toBe('tool_calls');
    expect(streamed.choices[0].message.tool_calls?.[0]).toMatchObject({
      function: { arguments: '{"city":"example","days":1}' },
    });
  });

  const MINIMAL = {
    stream: true,
    max_tokens: 1,
  };
  const HEAD =
    '"id":"chatcmpl-7ca640e4851f91d8e4864890891fb","object":"chat.completion.chunk",' +
    '"created":1767225600,"model":"gpt-4o","service_tier":"default","system_fingerprint":"fp_a2a69af70d"';

  it('sends chunks without any usage unless asked', async () => {
    const response = await provider.post(
      chat('deterministic', {
        ...MINIMAL,
        stream_options: { include_obfuscation: false },
      }),
    );

    expect(response.headers.get('content-type')).toBe(
      'text/event-stream; charset=utf-8',
    );
    expect(await response.text()).toBe(
      [
        `{${HEAD},"choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"logprobs":null,"finish_reason":null}]}`,
        `{${HEAD},"choices":[{"index":0,"delta":{"content":"You"},"logprobs":null,"finish_reason":null}]}`,
        `{${HEAD},"choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"length"}]}`,
        '[DONE]',
      ]
        .map(event => `data: ${event}\n\n`)
        .join(''),
    );
  });

  it('sends null usage and a last chunk with the usage when asked', async () => {
    const events = await readEvents(
      await provider.post(
        chat('', { ...MINIMAL, stream_options: { include_usage: true } }),
      ),
    );
    const chunks = events.slice(0, -1).map(event => JSON.parse(event));

    expect(chunks.map(({ usage }) => usage)).toEqual([
      null,
      null,
      null,
      expect.objectContaining({ completion_tokens: 1 }),
    ]);
    expect(chunks[3].choices).toEqual([]);
    expect(events[4]).toBe('[DONE]');
  });

  it('differs by nothing but usage when usage is asked for', async () => {
    const without = await readEvents(
      await provider.post(chat('deterministic', MINIMAL)),
    );
    const including = await readEvents(
      await provider.post(
        chat('deterministic', {
          ...MINIMAL,
          stream_options: { include_usage: true },
        }),
      ),
    );

    const stripped = including
      .filter(event => !event.includes('"choices":[]'))
      .map(event => event.replace(',"usage":null', ''));
    expect(stripped).toEqual(without);
    expect(without[0]).toContain('"obfuscation":');
  });
});
