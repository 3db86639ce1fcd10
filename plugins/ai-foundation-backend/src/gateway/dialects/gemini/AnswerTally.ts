import { UsageReport } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { JsonObject, listOf, objectOf, textOf } from '../json';
import { mergeUsage } from '../mergeUsage';
import { readGeminiUsage } from './geminiUsage';

/** Adds up what an answer, or the parts of a streamed one, say. */
export class AnswerTally {
  #rawUsage: JsonObject = {};
  #responseModel: string | undefined;
  #outputBytes = 0;
  readonly #candidates = new Set<unknown>();
  readonly #finished = new Set<unknown>();
  #isBlocked = false;

  /** Each part's usage is that of the whole answer so far. */
  add(answer: JsonObject): void {
    this.#rawUsage = mergeUsage(this.#rawUsage, answer.usageMetadata);
    this.#responseModel = textOf(answer.modelVersion) ?? this.#responseModel;
    this.#isBlocked ||=
      objectOf(answer.promptFeedback).blockReason !== undefined;
    for (const candidate of listOf(answer.candidates).map(objectOf)) {
      const index = candidate.index ?? 0;
      this.#candidates.add(index);
      if (textOf(candidate.finishReason)) {
        this.#finished.add(index);
      }
      this.#outputBytes += bytesOfParts(objectOf(candidate.content).parts);
    }
  }

  /** Every candidate was finished, or there will be none. */
  get isWhole(): boolean {
    return (
      this.#isBlocked ||
      (this.#finished.size > 0 && this.#finished.size === this.#candidates.size)
    );
  }

  report(): UsageReport {
    const usage = readGeminiUsage(this.#rawUsage);
    return {
      usage,
      rawUsage: usage && this.#rawUsage,
      responseModel: this.#responseModel,
      outputBytes: this.#outputBytes,
    };
  }
}

function bytesOfParts(parts: unknown): number {
  return listOf(parts)
    .map(objectOf)
    .reduce(
      (bytes, { text, functionCall }) =>
        bytes +
        Buffer.byteLength(textOf(text) ?? '') +
        (functionCall ? Buffer.byteLength(JSON.stringify(functionCall)) : 0),
      0,
    );
}
