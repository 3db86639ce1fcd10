import { AiModelPrice } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { SseSplitter } from '../../upstream/SseSplitter';
import {
  RequestTarget,
  StreamReader,
  Upstream,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import vectors from '../usageVectors.json';

/** Usage as a provider reports it, with the tokens and the cost that it must give. */
export interface UsageVector {
  id: string;
  dialect: string;
  body: unknown;
  norm: Partial<Record<string, number>>;
  prices: Record<string, string | number | undefined>;
  costPicoUsd: string;
}

/** @throws Error where a vector is not there. */
export function vectorsOf(ids: readonly string[]): UsageVector[] {
  const all: readonly UsageVector[] = vectors;
  return ids.map(id => {
    const vector = all.find(candidate => candidate.id === id);
    if (!vector) {
      throw new Error(`There is no vector ${id}`);
    }
    return vector;
  });
}

export function priceOf({ prices }: UsageVector): AiModelPrice {
  const rate = (name: string) => prices[name] as string | undefined;
  return {
    effectiveFrom: '2026-01-01',
    currency: 'USD',
    unit: 'per-million-tokens',
    source: 'test vector',
    input: rate('in')!,
    output: rate('out')!,
    cachedInput: rate('cr'),
    cacheWrite: rate('cw'),
    cacheWrite1h: rate('cw1h'),
    inputAudio: rate('ina'),
    outputAudio: rate('outa'),
  };
}

/** Reads a stream whose bytes arrive cut anywhere; answers what went on. */
export function passInPieces(
  reader: StreamReader,
  stream: string,
  cuts: readonly number[],
): string {
  const bytes = Buffer.from(stream);
  const splitter = new SseSplitter();
  const bounds = [0, ...cuts.map(cut => cut % bytes.length), bytes.length].sort(
    (a, b) => a - b,
  );
  return bounds
    .slice(1)
    .flatMap((end, index) => splitter.push(bytes.subarray(bounds[index], end)))
    .map(event => reader.pass(event)?.toString() ?? '')
    .join('');
}

/** An event as servers write it. */
export function sse(data: Record<string, unknown>): string {
  return `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Where a request goes whose path says nothing more. */
export const AT_ITS_PATH: RequestTarget = { parameters: {}, query: '' };

/** The model's provider, as it is unless configured otherwise. */
export const UPSTREAM: Upstream = {
  id: 'upstream',
  apiKey: 'credential',
  auth: undefined,
  apiVersion: undefined,
  streamUsage: true,
};
