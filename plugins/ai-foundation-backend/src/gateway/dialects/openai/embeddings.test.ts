import { priceUsage } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { AT_ITS_PATH, priceOf, vectorsOf } from '../__testUtils__/usageVectors';
import { embeddings } from './embeddings';

const [vector] = vectorsOf(['E1']);

describe('embeddings', () => {
  it('gives the tokens and cost of the vector', () => {
    const { usage } = embeddings.readAnswer(
      Buffer.from(JSON.stringify(vector.body)),
    );
    expect(usage).toMatchObject(vector.norm);
    expect(String(priceUsage(usage!, priceOf(vector)))).toBe(
      vector.costPicoUsd,
    );
  });

  it('holds for its input alone', () => {
    expect(
      embeddings.read({ model: 'm', input: ['a', 'b'] }, 40, AT_ITS_PATH),
    ).toMatchObject({ bodyBytes: 40, maxOutputTokens: 0, stream: false });
  });

  it('refuses a body without an input', () => {
    expect(() => embeddings.read({ model: 'm' }, 10, AT_ITS_PATH)).toThrow(
      '`input`',
    );
  });
});
