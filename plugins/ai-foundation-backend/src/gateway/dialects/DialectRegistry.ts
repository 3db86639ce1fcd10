import {
  Dialect,
  DialectsExtensionPoint,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { anthropicDialect } from './anthropic/anthropicDialect';
import { geminiDialect } from './gemini/geminiDialect';
import { openAiDialect } from './openai/openAiDialect';

/** The dialects that the data plane speaks: those that come with it, and those of modules. */
export class DialectRegistry implements DialectsExtensionPoint {
  readonly #dialects: Dialect[] = [
    openAiDialect,
    anthropicDialect,
    geminiDialect,
  ];

  addDialect(dialect: Dialect): void {
    const other = this.#dialects.find(
      ({ id, prefix }) => id === dialect.id || prefix === dialect.prefix,
    );
    if (other) {
      throw new Error(
        `The dialect '${dialect.id}' below ${dialect.prefix} is taken: '${other.id}' is below ${other.prefix}`,
      );
    }
    this.#dialects.push(dialect);
  }

  get all(): readonly Dialect[] {
    return this.#dialects;
  }
}
