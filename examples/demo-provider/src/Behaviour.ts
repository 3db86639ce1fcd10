import { ProviderError } from './ProviderError.ts';

/**
 * What a request asks the provider to do instead of answering well.
 *
 * A count is of stream events, or of bytes where the answer is not a stream.
 */
export interface Behaviour {
  /** Answer with this status and an error. */
  errorStatus?: number;
  /** Never answer. */
  hang?: boolean;
  firstByteDelayMs?: number;
  chunkDelayMs?: number;
  /** Destroy the connection after so much. */
  cutAfter?: number;
  /** End the answer in good order after so much, though it is not whole. */
  endAfter?: number;
  /** Send an error inside the stream after so many events. */
  errorInStreamAfter?: number;
  /** Answer 200 with something that is no JSON. */
  garbage?: boolean;
  redirect?: boolean;
  /** Report exactly this as `usage`. */
  usage?: Record<string, unknown>;
  /** Report no usage, though it was asked for. */
  noUsage?: boolean;
  /** Make ids and times from the messages, so that equal calls get equal bytes. */
  deterministic?: boolean;
}

type Parse = (value: string) => Behaviour;

const DIRECTIVES = new Map<string, Parse>([
  ['hang', () => ({ hang: true })],
  ['slow', value => ({ firstByteDelayMs: count(value) })],
  ['chunk-delay', value => ({ chunkDelayMs: count(value) })],
  ['cut-after', value => ({ cutAfter: count(value) })],
  ['eof-after', value => ({ endAfter: count(value) })],
  ['error-in-stream', value => ({ errorInStreamAfter: count(value) })],
  ['garbage', () => ({ garbage: true })],
  ['redirect', () => ({ redirect: true })],
  ['usage', value => ({ usage: JSON.parse(value) })],
  ['no-usage', () => ({ noUsage: true })],
  ['deterministic', () => ({ deterministic: true })],
]);

/** Reads `name`, `name:value` and lists of them joined by `;`. */
export function parseBehaviour(directives: string): Behaviour {
  return directives
    .split(';')
    .map(directive => directive.trim())
    .filter(Boolean)
    .reduce<Behaviour>(
      (behaviour, directive) => ({ ...behaviour, ...parse(directive) }),
      {},
    );
}

function parse(directive: string): Behaviour {
  const status = /^error-([45]\d\d)$/.exec(directive);
  if (status) {
    return { errorStatus: Number(status[1]) };
  }
  const [name] = directive.split(':', 1);
  const value = directive.slice(name.length + 1);
  try {
    const parsed = DIRECTIVES.get(name)?.(value);
    if (parsed) {
      return parsed;
    }
  } catch (error) {
    throw refuse(directive, `: ${error}`);
  }
  throw refuse(directive, '');
}

function refuse(directive: string, reason: string): ProviderError {
  return ProviderError.invalid(
    'metadata.demo_behaviour',
    `The demo provider cannot do '${directive}'${reason}`,
  );
}

function count(value: string): number {
  if (!/^\d{1,6}$/.test(value)) {
    throw new RangeError('a count has one to six digits');
  }
  return Number(value);
}
