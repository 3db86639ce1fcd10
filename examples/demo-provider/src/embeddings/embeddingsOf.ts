import { hash } from '../Identity.ts';
import { ProviderError } from '../ProviderError.ts';
import { splitTokens } from '../tokens.ts';

const DIMENSIONS = 8;

/** The body of an answer to `POST /v1/embeddings`: the same vector for the same text. */
export function embeddingsOf(body: unknown): Record<string, unknown> {
  const {
    model,
    input,
    encoding_format: format,
  } = (body ?? {}) as {
    model?: unknown;
    input?: unknown;
    encoding_format?: unknown;
  };
  const texts = [input].flat().map(String);
  if (typeof model !== 'string' || input === undefined) {
    throw ProviderError.invalid('input', "'model' and 'input' must be given.");
  }
  const tokens = texts.reduce((sum, text) => sum + splitTokens(text).length, 0);
  return {
    object: 'list',
    data: texts.map((text, index) => ({
      object: 'embedding',
      index,
      embedding: format === 'base64' ? encode(vectorOf(text)) : vectorOf(text),
    })),
    model,
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  };
}

function vectorOf(text: string): number[] {
  const bytes = Buffer.from(hash(text), 'hex');
  return Array.from(
    { length: DIMENSIONS },
    (_, index) => bytes[index] / 255 - 0.5,
  );
}

function encode(vector: number[]): string {
  return Buffer.from(Float32Array.from(vector).buffer).toString('base64');
}
