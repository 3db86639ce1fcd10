import { LedgerSubject } from '../ledger/types';

/** What OpenTelemetry calls an operation, by what the gateway calls it. */
const OPERATION_NAMES: Record<string, string> = {
  'chat.completions': 'chat',
  responses: 'chat',
  messages: 'chat',
  completions: 'text_completion',
  generateContent: 'generate_content',
  streamGenerateContent: 'generate_content',
};

export type GenAiAttributes = Record<string, string>;

/** More combinations than a catalog has; past it they are made anew each time. */
const MAX_REMEMBERED = 10_000;

/**
 * The attributes of a request's metrics: few values each, all from the catalog
 * and the configuration, and never anything that a client wrote.
 */
export class AttributeCache {
  readonly #known = new Map<string, GenAiAttributes>();

  of(subject: LedgerSubject): GenAiAttributes {
    const { operation, provider, modelRef } = subject;
    const key = `${operation} ${provider} ${modelRef}`;
    let attributes = this.#known.get(key);
    if (!attributes) {
      attributes = {
        'gen_ai.operation.name': OPERATION_NAMES[operation] ?? operation,
        'gen_ai.provider.name': provider,
        'gen_ai.request.model': modelRef.slice(modelRef.indexOf('/') + 1),
      };
      if (this.#known.size < MAX_REMEMBERED) {
        this.#known.set(key, attributes);
      }
    }
    return attributes;
  }
}
