import fc from 'fast-check';
import {
  priceUsage,
  TokenUsage,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { UsageReport } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import {
  AT_ITS_PATH,
  passInPieces,
  priceOf,
  vectorsOf,
} from '../__testUtils__/usageVectors';
import { chatCompletions } from './chatCompletions';

const chatVectors = vectorsOf(['O1', 'O2', 'O3', 'O4', 'X1', 'T1']);

const request = chatCompletions.read(
  { model: 'm', messages: [], stream: true },
  100,
  AT_ITS_PATH,
);

function readPlain(usage: unknown): UsageReport {
  const answer = {
    id: 'c',
    model: 'm-2026',
    choices: [{ message: { content: 'Hi' } }],
    usage,
  };
  return chatCompletions.readAnswer(Buffer.from(JSON.stringify(answer)));
}

function chunk(fields: object): string {
  return `data: ${JSON.stringify({
    id: 'c',
    object: 'chat.completion.chunk',
    model: 'm-2026',
    ...fields,
  })}\n\n`;
}

function readStreamed(usage: unknown, cuts: number[]) {
  const stream = [
    chunk({
      choices: [{ index: 0, delta: { role: 'assistant', content: '' } }],
      usage: null,
    }),
    chunk({
      choices: [{ index: 0, delta: { content: 'Grüße, 世界' } }],
      usage: null,
    }),
    chunk({
      choices: [{ index: 0, delta: {}, finish_reason: 'stop' }],
      usage: null,
    }),
    chunk({ choices: [], usage }),
    'data: [DONE]\n\n',
  ].join('');
  const reader = chatCompletions.readStream(request);
  const passed = passInPieces(reader, stream, cuts);
  return { reader, passed };
}

describe('usage of chat completions', () => {
  describe.each(chatVectors)('$id: $dialect', vector => {
    const { usage } = vector.body as { usage: unknown };
    const expected = expect.objectContaining(
      vector.norm as Partial<TokenUsage>,
    );
    const price = priceOf(vector);

    it('gives its tokens and cost from a plain answer', () => {
      const report = readPlain(usage);
      expect(report).toMatchObject({
        usage: expected,
        rawUsage: usage,
        responseModel: 'm-2026',
      });
      expect(String(priceUsage(report.usage!, price))).toBe(vector.costPicoUsd);
    });

    it('gives its tokens and cost from a stream, however the bytes are cut', () => {
      fc.assert(
        fc.property(fc.array(fc.nat(), { maxLength: 60 }), cuts => {
          const { reader } = readStreamed(usage, cuts);
          const report = reader.report();
          expect(reader.ended).toBe(true);
          expect(report).toMatchObject({ usage: expected, rawUsage: usage });
          expect(String(priceUsage(report.usage!, price))).toBe(
            vector.costPicoUsd,
          );
        }),
      );
    });
  });

  it('is not made up where the provider says nothing', () => {
    expect(readPlain(undefined).usage).toBeUndefined();
    expect(readPlain(null).usage).toBeUndefined();
    expect(readPlain({ prompt_tokens: 'many' }).usage).toBeUndefined();
    expect(
      chatCompletions.readAnswer(Buffer.from('no json')).usage,
    ).toBeUndefined();
  });
});

describe('a stream whose client did not ask for usage', () => {
  const usage = { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 };

  it('reaches the client as if nobody had asked, however the bytes are cut', () => {
    const direct = [
      chunk({
        choices: [{ index: 0, delta: { role: 'assistant', content: '' } }],
      }),
      chunk({ choices: [{ index: 0, delta: { content: 'Grüße, 世界' } }] }),
      chunk({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }),
      'data: [DONE]\n\n',
    ].join('');
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 60 }), cuts => {
        expect(readStreamed(usage, cuts).passed).toBe(direct);
      }),
    );
  });

  it('keeps chunks without choices that bring something else', () => {
    const reader = chatCompletions.readStream(request);
    const data =
      '{"choices":[],"prompt_filter_results":[{"prompt_index":0}],"usage":null}';
    const passed = reader.pass({ raw: Buffer.from(`data: ${data}\n\n`), data });
    expect(String(passed)).toBe(
      'data: {"choices":[],"prompt_filter_results":[{"prompt_index":0}]}\n\n',
    );
  });

  it('keeps what comes with the usage itself', () => {
    const reader = chatCompletions.readStream(request);
    const data = `{"choices":[],"prompt_filter_results":[],"usage":${JSON.stringify(
      usage,
    )}}`;
    const passed = reader.pass({ raw: Buffer.from(`data: ${data}\n\n`), data });
    expect(String(passed)).toBe(
      'data: {"choices":[],"prompt_filter_results":[]}\n\n',
    );
  });

  it('takes usage from a chunk with choices, and passes the choices', () => {
    const reader = chatCompletions.readStream(request);
    const data = `{"choices":[{"delta":{"content":"x"}}],"usage":${JSON.stringify(
      usage,
    )}}`;
    const passed = reader.pass({ raw: Buffer.from(`data: ${data}\n\n`), data });
    expect(String(passed)).toBe(
      'data: {"choices":[{"delta":{"content":"x"}}]}\n\n',
    );
    expect(reader.report().rawUsage).toEqual(usage);
  });
});

describe('a stream whose client asked for usage', () => {
  it('passes byte by byte', () => {
    const asking = chatCompletions.read(
      {
        model: 'm',
        messages: [],
        stream: true,
        stream_options: { include_usage: true },
      },
      100,
      AT_ITS_PATH,
    );
    const reader = chatCompletions.readStream(asking);
    const raw = Buffer.from(
      'data:   {"choices":[],"usage":{"prompt_tokens":1}}\r\n\r\n',
    );
    expect(
      reader.pass({ raw, data: '{"choices":[],"usage":{"prompt_tokens":1}}' }),
    ).toBe(raw);
  });
});
