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
import { responses } from './responses';

const [vector] = vectorsOf(['R1']);
const { usage } = vector.body as { usage: object };
const request = read({ stream: true });

function read(fields: object, bodyBytes = 100) {
  return responses.read(
    { model: 'm', input: 'Hi', ...fields },
    bodyBytes,
    AT_ITS_PATH,
  );
}

function streamOf(...last: Array<Record<string, unknown>>): string {
  return [
    { type: 'response.created', response: { model: 'm-2026', usage: null } },
    { type: 'response.output_text.delta', delta: 'Grüße' },
    ...last,
  ]
    .map(sse)
    .join('');
}

function readStream(stream: string, cuts: number[] = []) {
  const reader = responses.readStream(request);
  expect(passInPieces(reader, stream, cuts)).toBe(stream);
  return reader;
}

describe('responses', () => {
  it('gives the tokens and cost of the vector from a plain answer', () => {
    const report = responses.readAnswer(
      Buffer.from(JSON.stringify({ model: 'm-2026', output: [], usage })),
    );
    expect(report).toMatchObject({
      usage: vector.norm,
      rawUsage: usage,
      responseModel: 'm-2026',
    });
    expect(String(priceUsage(report.usage!, priceOf(vector)))).toBe(
      vector.costPicoUsd,
    );
  });

  it.each(['response.completed', 'response.incomplete'])(
    'takes the usage of %s, however the bytes are cut',
    type => {
      fc.assert(
        fc.property(fc.array(fc.nat(), { maxLength: 40 }), cuts => {
          const reader = readStream(
            streamOf({ type, response: { model: 'm-2026', usage } }),
            cuts,
          );
          expect(reader).toMatchObject({ ended: true, errorCode: undefined });
          expect(reader.report()).toMatchObject({
            usage: vector.norm,
            responseModel: 'm-2026',
            outputBytes: 7,
          });
        }),
      );
    },
  );

  it('knows a response that failed, with its usage where there is one', () => {
    const failed = (more: object) => ({
      type: 'response.failed',
      response: { error: { code: 'server_error' }, ...more },
    });
    expect(readStream(streamOf(failed({ usage })))).toMatchObject({
      ended: true,
      errorCode: 'server_error',
    });
    expect(
      readStream(streamOf(failed({ usage: null }))).report().usage,
    ).toBeUndefined();
  });

  it('knows an error in the middle, and a stream without an end', () => {
    expect(
      readStream(streamOf({ type: 'error', code: 'rate_limit_exceeded' })),
    ).toMatchObject({ ended: false, errorCode: 'rate_limit_exceeded' });
    expect(readStream(streamOf())).toMatchObject({
      ended: false,
      errorCode: undefined,
    });
  });

  it('refuses work that goes on after the answer', () => {
    expect(() => read({ background: true })).toThrow('`background`');
    expect(() => read({ background: 'yes' })).toThrow('`background`');
    expect(read({ background: false }).body).toBeDefined();
  });

  it.each([
    ['a text', {}, false],
    [
      'messages of texts',
      {
        input: [{ role: 'user', content: [{ type: 'input_text', text: '' }] }],
      },
      false,
    ],
    [
      'a picture',
      { input: [{ role: 'user', content: [{ type: 'input_image' }] }] },
      true,
    ],
    [
      'a tool that answers with a file',
      {
        input: [
          { type: 'function_call_output', output: [{ type: 'input_file' }] },
        ],
      },
      true,
    ],
    ['a reference to an item', { input: [{ type: 'item_reference' }] }, true],
    ['an earlier response', { previous_response_id: 'resp_1' }, true],
    ['a conversation', { conversation: 'conv_1' }, true],
  ])(
    'holds the whole context for what has no bytes here: %s',
    (_, fields, is) => {
      expect(read(fields).unboundedInput).toBe(is);
    },
  );

  it.each([
    [{ tools: [{ type: 'web_search' }] }],
    [
      {
        tools: [{ type: 'function', name: 'f' }, { type: 'code_interpreter' }],
      },
    ],
    [{ prompt: { id: 'pmpt_1' } }],
    [{ context_management: [{ type: 'compaction' }] }],
    [{ service_tier: 'flex' }],
  ])('has no price for %j', fields => {
    expect(read(fields).unpriced).toEqual(expect.any(String));
  });

  it('sends the catalog’s bound where the request has none', () => {
    const model = { providerModel: 'm-1', maxOutputTokens: 900 };
    expect(responses.upstreamBody(request, model, UPSTREAM)).toMatchObject({
      model: 'm-1',
      max_output_tokens: 900,
    });
    expect(
      responses.upstreamBody(read({ max_output_tokens: 5 }), model, UPSTREAM),
    ).toMatchObject({ max_output_tokens: 5 });
  });
});
