import {
  HELLO,
  TestProvider,
  chat,
  WEATHER_TOOL,
} from './__testUtils__/TestProvider';

let provider: TestProvider;

beforeAll(async () => {
  provider = await TestProvider.start();
});

afterAll(async () => {
  await provider.stop();
});

describe('POST /v1/chat/completions', () => {
  it('answers the SDK, with usage that adds up', async () => {
    const completion = await provider.client.chat.completions.create({
      model: 'gpt-4o',
      messages: HELLO,
    });

    expect(completion.choices[0].message.content).toContain('Hello');
    expect(completion.choices[0].finish_reason).toBe('stop');
    const usage = completion.usage!;
    expect(usage.prompt_tokens).toBeGreaterThan(0);
    expect(usage.completion_tokens).toBeGreaterThan(0);
    expect(usage.total_tokens).toBe(
      usage.prompt_tokens + usage.completion_tokens,
    );
  });

  it('has the fields of the wire format in their order', async () => {
    const completion = await (
      await provider.post(chat('deterministic', { max_tokens: 2 }))
    ).text();

    expect(completion).toBe(`{
  "id": "chatcmpl-7ca640e4851f91d8e4864890891fb",
  "object": "chat.completion",
  "created": 1767225600,
  "model": "gpt-4o",
  "choices": [
    {
      "index": 0,
      "message": {
        "role": "assistant",
        "content": "You asked:",
        "refusal": null,
        "annotations": []
      },
      "logprobs": null,
      "finish_reason": "length"
    }
  ],
  "usage": {
    "prompt_tokens": 4,
    "completion_tokens": 2,
    "total_tokens": 6,
    "prompt_tokens_details": {
      "cached_tokens": 0,
      "cache_write_tokens": 0,
      "audio_tokens": 0
    },
    "completion_tokens_details": {
      "reasoning_tokens": 0,
      "audio_tokens": 0,
      "accepted_prediction_tokens": 0,
      "rejected_prediction_tokens": 0
    }
  },
  "service_tier": "default",
  "system_fingerprint": "fp_a2a69af70d"
}
`);
  });

  it('carries the headers of the wire format', async () => {
    const { headers } = await provider.post(chat(''));

    expect(headers.get('x-request-id')).toMatch(/^req_[0-9a-f]{32}$/);
    expect(headers.get('openai-processing-ms')).toMatch(/^\d+$/);
    expect(headers.get('openai-version')).toBe('2020-10-01');
    expect(headers.get('x-ratelimit-remaining-requests')).toBe('9999');
    expect(headers.get('content-type')).toBe('application/json');
  });

  it('gives as many choices as asked for and counts them all', async () => {
    const completion = await provider.client.chat.completions.create({
      model: 'gpt-4o',
      messages: HELLO,
      max_completion_tokens: 5,
      n: 3,
    });

    expect(completion.choices.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(completion.usage?.completion_tokens).toBe(15);
  });

  it('ends before a stop sequence', async () => {
    const completion = await provider.client.chat.completions.create({
      model: 'gpt-4o',
      messages: [{ role: 'user', content: 'Count to 9' }],
      stop: [', 4'],
    });

    expect(completion.choices[0].message.content).toBe('1, 2, 3');
    expect(completion.choices[0].finish_reason).toBe('stop');
  });

  it.each([
    ['required' as const, 'tool_calls'],
    [{ type: 'function' as const, function: { name: 'get_weather' } }, 'stop'],
  ])('calls the tool that %j requires', async (toolChoice, finishReason) => {
    const completion = await provider.client.chat.completions.create({
      model: 'gpt-4o',
      messages: HELLO,
      tools: [WEATHER_TOOL],
      tool_choice: toolChoice,
    });

    expect(completion.choices[0]).toMatchObject({
      finish_reason: finishReason,
      message: {
        content: null,
        tool_calls: [
          {
            type: 'function',
            function: {
              name: 'get_weather',
              arguments: '{"city":"example","days":1}',
            },
          },
        ],
      },
    });
  });

  it('answers with JSON where a schema asks for it', async () => {
    const completion = await provider.client.chat.completions.parse({
      model: 'gpt-4o',
      messages: HELLO,
      response_format: {
        type: 'json_schema',
        json_schema: {
          name: 'verdict',
          schema: {
            type: 'object',
            properties: {
              verdict: { enum: ['yes', 'no'] },
              reasons: { type: 'array', items: { type: 'string' } },
            },
          },
        },
      },
    });

    expect(completion.choices[0].message.parsed).toEqual({
      verdict: 'yes',
      reasons: ['example'],
    });
  });
});
