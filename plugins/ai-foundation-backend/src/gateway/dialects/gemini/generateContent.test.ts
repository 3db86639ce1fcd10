import fc from 'fast-check';
import { priceUsage } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { RequestTarget } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import {
  passInPieces,
  priceOf,
  UPSTREAM,
  vectorsOf,
} from '../__testUtils__/usageVectors';
import { countTokens } from './countTokens';
import { generateContent, streamGenerateContent } from './generateContent';

const contents = [{ role: 'user', parts: [{ text: 'Hi' }] }];

function target(query = ''): RequestTarget {
  return { parameters: { model: 'm' }, query };
}

function read(fields: object, bodyBytes = 100) {
  return generateContent.read({ contents, ...fields }, bodyBytes, target());
}

function user(...parts: object[]) {
  return { contents: [{ role: 'user', parts }] };
}

function event(data: object): string {
  return `data: ${JSON.stringify({ modelVersion: 'm-2026', ...data })}\r\n\r\n`;
}

/** A stream whose snapshots of usage grow until its last part. */
function streamOf(body: object): string {
  const text = (words: string) => ({ content: { parts: [{ text: words }] } });
  return [
    event({
      candidates: [text('Grüße, ')],
      usageMetadata: { promptTokenCount: 1, totalTokenCount: 1 },
    }),
    event({
      candidates: [{ ...text('世界'), finishReason: 'STOP' }],
      ...body,
    }),
  ].join('');
}

function newReader() {
  return streamGenerateContent.readStream(read({}));
}

describe('generateContent', () => {
  describe.each(vectorsOf(['G1', 'G3', 'G4']))('$id: $dialect', vector => {
    it('gives its tokens and cost from a plain answer', () => {
      const { usage } = generateContent.readAnswer(
        Buffer.from(JSON.stringify(vector.body)),
      );
      expect(usage).toMatchObject(vector.norm);
      expect(String(priceUsage(usage!, priceOf(vector)))).toBe(
        vector.costPicoUsd,
      );
    });

    it('gives its tokens and cost from a stream, however the bytes are cut', () => {
      const stream = streamOf(vector.body as object);
      fc.assert(
        fc.property(fc.array(fc.nat(), { maxLength: 60 }), cuts => {
          const reader = newReader();
          expect(passInPieces(reader, stream, cuts)).toBe(stream);
          const { usage, responseModel, rawUsage } = reader.report();
          expect(reader.ended).toBe(true);
          expect(responseModel).toBe('m-2026');
          expect(rawUsage).toEqual(
            (vector.body as { usageMetadata: object }).usageMetadata,
          );
          expect(usage).toMatchObject(vector.norm);
          expect(String(priceUsage(usage!, priceOf(vector)))).toBe(
            vector.costPicoUsd,
          );
        }),
      );
    });
  });

  it('counts what tools brought as input, and sound apart', () => {
    const { usage } = generateContent.readAnswer(
      Buffer.from(
        JSON.stringify({
          usageMetadata: {
            promptTokenCount: 100,
            promptTokensDetails: [
              { modality: 'TEXT', tokenCount: 40 },
              { modality: 'AUDIO', tokenCount: 60 },
            ],
            cachedContentTokenCount: 20,
            cacheTokensDetails: [{ modality: 'AUDIO', tokenCount: 20 }],
            toolUsePromptTokenCount: 10,
            candidatesTokenCount: 5,
            thoughtsTokenCount: 3,
            totalTokenCount: 118,
          },
        }),
      ),
    );
    expect(usage).toMatchObject({
      input: 110,
      cachedInput: 20,
      inputAudio: 40,
      output: 8,
      reasoning: 3,
    });
  });

  it('has not ended before each candidate has', () => {
    const reader = newReader();
    passInPieces(
      reader,
      event({ candidates: [{ index: 0 }, { index: 1, finishReason: 'STOP' }] }),
      [],
    );
    expect(reader.ended).toBe(false);
    passInPieces(
      reader,
      event({ candidates: [{ index: 0, finishReason: 'STOP' }] }),
      [],
    );
    expect(reader.ended).toBe(true);
  });

  it('has ended where the prompt was blocked', () => {
    const reader = newReader();
    const blocked = event({ promptFeedback: { blockReason: 'SAFETY' } });
    passInPieces(reader, blocked, []);
    expect(reader.ended).toBe(true);
  });

  it('knows the error in the middle of a stream', () => {
    const reader = newReader();
    passInPieces(
      reader,
      event({ error: { code: 503, status: 'UNAVAILABLE' } }),
      [],
    );
    expect(reader).toMatchObject({ ended: false, errorCode: 'UNAVAILABLE' });
    expect(reader.report().usage).toBeUndefined();
  });

  it.each([
    ['a text', user({ text: 'Hi', thoughtSignature: 'x' }), false],
    ['a picture', user({ inlineData: {} }), true],
    ['a picture by its other name', user({ inline_data: {} }), true],
    ['a file', user({ fileData: {} }), true],
    ['something new', user({ hologram: {} }), true],
    ['a part that is no list', { contents: { parts: { fileData: {} } } }, true],
    [
      'a function that answers with a text',
      user({ functionResponse: { name: 'f', response: {} } }),
      false,
    ],
    [
      'a function that answers with a picture',
      user({ function_response: { name: 'f', parts: [{}] } }),
      true,
    ],
    [
      'a picture for the system',
      { system_instruction: { parts: [{ inlineData: {} }] } },
      true,
    ],
  ])(
    'holds the whole context for what has no bytes here: %s',
    (_, fields, is) => {
      expect(read(fields).unboundedInput).toBe(is);
    },
  );

  it.each([
    [{ generationConfig: { maxOutputTokens: 7, candidateCount: 2 } }],
    [{ generation_config: { max_output_tokens: 7, candidate_count: 2 } }],
  ])('reads the bounds of %j, and sends them on', fields => {
    const request = read(fields);
    expect(request).toMatchObject({ maxOutputTokens: 7, choices: 2 });
    expect(
      generateContent.upstreamBody(
        request,
        { providerModel: 'm-1', maxOutputTokens: 900 },
        UPSTREAM,
      ),
    ).toEqual({
      contents,
      generationConfig: { maxOutputTokens: 7, candidateCount: 2 },
    });
  });

  it('holds for thoughts past the bound of the answer', () => {
    const thinkingConfig = { thinking_budget: 50 };
    expect(
      read({ generationConfig: { maxOutputTokens: 7, thinkingConfig } })
        .maxOutputTokens,
    ).toBe(50);
  });

  it('gives a request without a bound that of the model', () => {
    expect(
      generateContent.upstreamBody(
        read({ generationConfig: { temperature: 1 } }),
        { providerModel: 'm-1', maxOutputTokens: 900 },
        UPSTREAM,
      ),
    ).toMatchObject({
      generationConfig: { temperature: 1, maxOutputTokens: 900 },
    });
  });

  it.each([
    [{ tools: [{ googleSearch: {} }] }],
    [{ tools: [{ google_search: {} }] }],
    [{ tools: { codeExecution: {} } }],
    [{ tools: [{ functionDeclarations: [], urlContext: {} }] }],
    [{ cachedContent: 'cachedContents/1' }],
    [{ cached_content: 'cachedContents/1' }],
    [{ serviceTier: 'PRIORITY' }],
    [{ generationConfig: { responseModalities: ['TEXT', 'IMAGE'] } }],
    [{ generationConfig: { speechConfig: {} } }],
    [{ generation_config: { routing_config: {} } }],
    [{ automaticContinuation: true }],
  ])('has no price for %j', fields => {
    expect(read(fields).unpriced).toEqual(expect.any(String));
  });

  it.each([
    [{}],
    [{ tools: [{ function_declarations: [{ name: 'f' }] }] }],
    [{ serviceTier: 'standard', cachedContent: null }],
    [{ generationConfig: { responseModalities: ['TEXT'] } }],
  ])('has a price for %j', fields => {
    expect(read(fields).unpriced).toBeUndefined();
  });

  it.each([
    ['no contents', { contents: undefined }, '`contents`'],
    ['no object', { generationConfig: [] }, '`generationConfig`'],
    [
      'no number',
      { generationConfig: { thinkingConfig: { thinkingBudget: '32000' } } },
      '`thinkingBudget`',
    ],
    [
      'a bound that is none',
      { generationConfig: { maxOutputTokens: '7' } },
      '`maxOutputTokens`',
    ],
    [
      'a field by two names',
      { generationConfig: {}, generation_config: { maxOutputTokens: 7 } },
      'two names',
    ],
  ])('refuses a body with %s', (_, fields, words) => {
    expect(() => read(fields)).toThrow(words);
  });
});

describe('streamGenerateContent', () => {
  it('is served as server-sent events alone', () => {
    const readAt = (query: string) =>
      streamGenerateContent.read({ contents }, 10, target(query));
    expect(readAt('alt=sse').stream).toBe(true);
    expect(() => readAt('')).toThrow('?alt=sse');
    expect(() => readAt('alt=json')).toThrow('?alt=sse');
  });

  it('asks the provider for server-sent events', () => {
    const model = { providerModel: 'm/1', maxOutputTokens: 1 };
    expect(streamGenerateContent.upstreamPath(model, UPSTREAM)).toBe(
      '/models/m%2F1:streamGenerateContent?alt=sse',
    );
  });
});

describe('countTokens', () => {
  it('names the model anew in the request that it counts', () => {
    const request = countTokens.read(
      { generate_content_request: { model: 'models/other', contents } },
      10,
      target(),
    );
    const model = { providerModel: 'm-1', maxOutputTokens: 1 };
    expect(countTokens.upstreamBody(request, model, UPSTREAM)).toEqual({
      generateContentRequest: { model: 'models/m-1', contents },
    });
  });
});
