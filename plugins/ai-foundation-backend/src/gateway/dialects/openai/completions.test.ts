import fc from 'fast-check';
import { priceUsage } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  AT_ITS_PATH,
  passInPieces,
  priceOf,
  UPSTREAM,
  vectorsOf,
} from '../__testUtils__/usageVectors';
import { chatCompletions } from './chatCompletions';
import { completions } from './completions';
import { embeddings } from './embeddings';
import { responses } from './responses';

const MODEL = { providerModel: 'my deployment', maxOutputTokens: 900 };
const AZURE = { ...UPSTREAM, apiVersion: '2024-10-21' };

function read(fields: object) {
  return completions.read(
    { model: 'm', prompt: 'Hi', ...fields },
    100,
    AT_ITS_PATH,
  );
}

function chunk(fields: object): string {
  return `data: ${JSON.stringify({ id: 'c', model: 'm-2026', ...fields })}\n\n`;
}

describe('completions', () => {
  it.each(vectorsOf(['O1', 'O2']))(
    'gives the tokens and cost of $id from a stream, however the bytes are cut',
    vector => {
      const { usage: raw } = vector.body as { usage: unknown };
      const stream = [
        chunk({ choices: [{ text: 'Grüße' }], usage: null }),
        chunk({ choices: [], usage: raw }),
        'data: [DONE]\n\n',
      ].join('');
      fc.assert(
        fc.property(fc.array(fc.nat(), { maxLength: 40 }), cuts => {
          const reader = completions.readStream(read({ stream: true }));
          expect(passInPieces(reader, stream, cuts)).toBe(
            `${chunk({ choices: [{ text: 'Grüße' }] })}data: [DONE]\n\n`,
          );
          const { usage, outputBytes } = reader.report();
          expect(outputBytes).toBe(7);
          expect(String(priceUsage(usage!, priceOf(vector)))).toBe(
            vector.costPicoUsd,
          );
        }),
      );
    },
  );

  it('gives a request without a bound what the API gives it', () => {
    const body = completions.upstreamBody(read({}), MODEL, UPSTREAM);
    expect(read({}).maxOutputTokens).toBe(16);
    expect(body).toMatchObject({ model: 'my deployment', max_tokens: 16 });
  });

  it.each([
    ['one prompt', {}, 1],
    ['several prompts', { prompt: ['a', 'b', 'c'] }, 3],
    ['a prompt in tokens', { prompt: [1, 2, 3] }, 1],
    ['several in tokens, with choices', { prompt: [[1], [2]], n: 3 }, 6],
    ['the best of more', { n: 2, best_of: 5 }, 5],
  ])('holds for every answer of %s', (_, fields, choices) => {
    expect(read(fields).choices).toBe(choices);
  });

  it('refuses a body without a prompt', () => {
    expect(() => read({ prompt: undefined })).toThrow('`prompt`');
  });
});

describe("Azure's paths", () => {
  it('lets the path name the model', () => {
    const target = { parameters: { model: 'dep' }, query: 'api-version=1' };
    const body = { model: 'other', messages: [] };
    expect(chatCompletions.read(body, 10, target)).toMatchObject({
      model: 'dep',
    });
  });

  it.each([
    [chatCompletions, '/chat/completions'],
    [completions, '/completions'],
    [embeddings, '/embeddings'],
  ])('names the deployment to a provider that wants it', (operation, path) => {
    expect(operation.upstreamPath(MODEL, UPSTREAM)).toBe(path);
    expect(operation.upstreamPath(MODEL, AZURE)).toBe(
      `/deployments/my%20deployment${path}?api-version=2024-10-21`,
    );
  });

  it('names no deployment for responses', () => {
    expect(responses.upstreamPath(MODEL, AZURE)).toBe(
      '/responses?api-version=2024-10-21',
    );
  });
});

describe('a provider that cannot tell the usage of a stream', () => {
  it('is not asked for it, whoever wants it', () => {
    const streamOptions = (fields: object) =>
      completions.upstreamBody(read({ stream: true, ...fields }), MODEL, {
        ...UPSTREAM,
        streamUsage: false,
      }).stream_options;
    expect(streamOptions({})).toBeUndefined();
    expect(
      streamOptions({ stream_options: { include_usage: true } }),
    ).toBeUndefined();
    expect(
      streamOptions({
        stream_options: { include_usage: true, include_obfuscation: false },
      }),
    ).toEqual({ include_obfuscation: false });
  });

  it.each([
    [400, 'Unrecognized request argument supplied: stream_options', true],
    [422, 'include_usage is not known', true],
    [400, 'max_tokens is too large', false],
    [500, 'stream_options', false],
  ])('is known by %d %s', (status, message, refuses) => {
    const body = Buffer.from(JSON.stringify({ error: { message } }));
    expect(completions.refusesStreamUsage?.(status, body)).toBe(refuses);
  });
});
