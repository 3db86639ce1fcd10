import fc from 'fast-check';
import { priceUsage } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  AT_ITS_PATH,
  passInPieces,
  priceOf,
  sse,
  UPSTREAM,
  vectorsOf,
} from '../__testUtils__/usageVectors';
import { messages } from './messages';

const request = read({ stream: true });

function read(fields: object, bodyBytes = 100) {
  return messages.read(
    { model: 'm', max_tokens: 10, messages: [], ...fields },
    bodyBytes,
    AT_ITS_PATH,
  );
}

function user(...content: object[]) {
  return { messages: [{ role: 'user', content }] };
}

/** The events around a text; a vector's events take the place of the usage ones. */
function streamOf(usageEvents: Array<Record<string, unknown>>): string {
  const [start, ...deltas] = usageEvents;
  return [
    sse({
      ...start,
      message: { model: 'm-2026', ...(start.message as object) },
    }),
    sse({ type: 'ping' }),
    sse({
      type: 'content_block_delta',
      delta: { type: 'text_delta', text: 'Grüße, 世界' },
    }),
    ...deltas.map(sse),
    sse({ type: 'message_stop' }),
  ].join('');
}

function eventsOf(body: unknown): Array<Record<string, unknown>> {
  if (Array.isArray(body)) {
    return body;
  }
  const { usage } = body as { usage: object };
  return [
    {
      type: 'message_start',
      message: { usage: { ...usage, output_tokens: 1 } },
    },
    { type: 'message_delta', usage },
  ];
}

describe('messages', () => {
  describe.each(vectorsOf(['A1', 'A2', 'A4', 'A7']))(
    '$id: $dialect',
    vector => {
      const { webSearches, ...tokens } = vector.norm;

      it('gives its tokens and cost from a stream, however the bytes are cut', () => {
        fc.assert(
          fc.property(fc.array(fc.nat(), { maxLength: 60 }), cuts => {
            const reader = messages.readStream(request);
            const stream = streamOf(eventsOf(vector.body));
            expect(passInPieces(reader, stream, cuts)).toBe(stream);
            const { usage, responseModel } = reader.report();
            expect(reader.ended).toBe(true);
            expect(responseModel).toBe('m-2026');
            expect(usage).toMatchObject(tokens);
            expect(String(priceUsage(usage!, priceOf(vector)))).toBe(
              vector.costPicoUsd,
            );
          }),
        );
      });

      if (!Array.isArray(vector.body)) {
        it('gives its tokens and cost from a plain answer', () => {
          const { usage } = messages.readAnswer(
            Buffer.from(JSON.stringify(vector.body)),
          );
          expect(usage).toMatchObject(tokens);
          expect(String(priceUsage(usage!, priceOf(vector)))).toBe(
            vector.costPicoUsd,
          );
        });
      }
    },
  );

  it('counts the tokens of a search, whose fee is why it is refused', () => {
    const [vector] = vectorsOf(['A3']);
    const { webSearches = 0, ...tokens } = vector.norm;
    const { usage } = messages.readAnswer(
      Buffer.from(JSON.stringify(vector.body)),
    );
    expect(usage).toMatchObject(tokens);
    const feePicoUsd =
      BigInt(webSearches) * BigInt(Number(vector.prices.ws) * 1e12);
    expect(priceUsage(usage!, priceOf(vector)) + feePicoUsd).toBe(
      BigInt(vector.costPicoUsd),
    );
  });

  it('keeps what it knew where a later event says null', () => {
    const reader = messages.readStream(request);
    passInPieces(
      reader,
      streamOf([
        {
          type: 'message_start',
          message: { usage: { input_tokens: 7, output_tokens: 1 } },
        },
        {
          type: 'message_delta',
          usage: { input_tokens: null, output_tokens: 9 },
        },
      ]),
      [],
    );
    expect(reader.report().usage).toMatchObject({ input: 7, output: 9 });
  });

  it('knows the input of a stream that an error ended, and the error', () => {
    const reader = messages.readStream(request);
    const stream =
      sse({
        type: 'message_start',
        message: { usage: { input_tokens: 7, output_tokens: 1 } },
      }) +
      sse({
        type: 'error',
        error: { type: 'overloaded_error', message: 'Overloaded' },
      });
    expect(passInPieces(reader, stream, [])).toBe(stream);
    expect(reader).toMatchObject({
      ended: false,
      errorCode: 'overloaded_error',
    });
    expect(reader.report().usage).toMatchObject({ input: 7 });
  });

  it('makes no usage up', () => {
    const reader = messages.readStream(request);
    passInPieces(reader, sse({ type: 'message_stop' }), []);
    expect(reader.report().usage).toBeUndefined();
    expect(messages.readAnswer(Buffer.from('no json')).usage).toBeUndefined();
  });

  it.each([
    ['a text', user({ type: 'text', text: 'Hi' }), false],
    ['a picture', user({ type: 'image' }), true],
    ['a document', user({ type: 'document' }), true],
    ['something new', user({ type: 'hologram' }), true],
    [
      'a tool that answers with a text',
      user({ type: 'tool_result', content: [{ type: 'text', text: 'Hi' }] }),
      false,
    ],
    [
      'a tool that answers with a picture',
      user({ type: 'tool_result', content: [{ type: 'image' }] }),
      true,
    ],
    ['a picture for the system', { system: [{ type: 'image' }] }, true],
  ])(
    'holds the whole context for what has no bytes here: %s',
    (_, fields, is) => {
      expect(read(fields).unboundedInput).toBe(is);
    },
  );

  it('holds for what the provider tells its model of tools', () => {
    expect(read({ tools: [{ name: 'a' }, { name: 'b' }] })).toMatchObject({
      extraInputTokens: 2_000,
    });
  });

  it('holds for thoughts past the bound of the answer', () => {
    expect(
      read({ thinking: { type: 'enabled', budget_tokens: 5_000 } })
        .maxOutputTokens,
    ).toBe(5_000);
    expect(
      messages.upstreamBody(
        read({ max_tokens: undefined, thinking: { budget_tokens: 5_000 } }),
        { providerModel: 'm-1', maxOutputTokens: 900 },
        UPSTREAM,
      ),
    ).toMatchObject({ model: 'm-1', max_tokens: 900 });
  });

  it.each([
    [{ tools: [{ type: 'web_search_20260209', name: 'web_search' }] }],
    [{ tools: [{ type: 'code_execution_20250825' }] }],
    [{ tools: [{ type: 'of_tomorrow_20271231' }] }],
    [{ container: 'c' }],
    [{ context_management: { edits: [] } }],
    [{ mcp_servers: [{ url: 'https://tools.example' }] }],
    [{ inference_geo: 'us' }],
    [{ fallbacks: [] }],
    [{ speed: 'fast' }],
    [{ service_tier: 'flex' }],
  ])('has no price for %j', fields => {
    expect(read(fields).unpriced).toEqual(expect.any(String));
  });

  it.each([
    [{}],
    [{ tools: [{ name: 'weather', input_schema: {} }] }],
    [{ tools: [{ type: 'bash_20250124', name: 'bash' }] }],
    [{ tools: [{ type: 'custom', name: 'weather', input_schema: {} }] }],
    [{ service_tier: 'auto', speed: 'standard' }],
    [{ container: null }],
  ])('has a price for %j', fields => {
    expect(read(fields).unpriced).toBeUndefined();
  });

  it.each([
    ['no object', [], 'JSON object'],
    ['no model', { messages: [] }, '`model`'],
    ['no messages', { model: 'm' }, '`messages`'],
    ['no flag', { model: 'm', messages: [], stream: 1 }, '`stream`'],
    ['no bound', { model: 'm', messages: [], max_tokens: 0 }, '`max_tokens`'],
  ])('refuses a body with %s', (_, body, words) => {
    expect(() => messages.read(body, 10, AT_ITS_PATH)).toThrow(words);
  });
});
