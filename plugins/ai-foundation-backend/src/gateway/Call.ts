import { IncomingMessage, ServerResponse } from 'node:http';
import { v7 as uuidv7 } from 'uuid';
import { ControlVerdict } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Clock } from '../kernel/Clock';
import { cleanText } from './cleanText';
import { AnswerCopy } from './content/AnswerCopy';
import { Decision } from './decision/decide';
import {
  Dialect,
  ModelRequest,
  RequestTarget,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { LedgerSubject } from './ledger/types';
import { PolicyKey } from './policy/PolicySnapshot';

/** One request on its way through the gateway, and what is known of it so far. */
export class Call {
  readonly id = uuidv7();
  readonly dialect: Dialect;
  /** What the client asks to be done, for example `chat.completions`. */
  readonly operation: string;
  /** Where it was sent, below the dialect's prefix. */
  readonly target: RequestTarget;
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
  readonly arrivedAtMs: number;
  readonly #startedAt = performance.now();
  key: PolicyKey | undefined;
  request: ModelRequest | undefined;
  decision: Decision | undefined;
  /** Of the answer, where it is to be kept. */
  answerCopy: AnswerCopy | undefined;

  constructor(options: {
    dialect: Dialect;
    operation: string;
    target: RequestTarget;
    message: IncomingMessage;
    response: ServerResponse;
    clock: Clock;
  }) {
    this.dialect = options.dialect;
    this.operation = options.operation;
    this.target = options.target;
    this.message = options.message;
    this.response = options.response;
    this.arrivedAtMs = options.clock();
  }

  /** Milliseconds since its arrival, on a clock that never jumps. */
  elapsedMs(): number {
    return Math.round((performance.now() - this.#startedAt) * 1000) / 1000;
  }

  /** A request header that names one value, cleaned for the records. */
  header(name: string): string | undefined {
    const value = this.message.headers[name];
    return typeof value === 'string' ? cleanText(value) : undefined;
  }

  /**
   * What the ledger writes of it; only for a call whose key is known.
   *
   * @param after - verdicts of controls that are asked after the decision.
   */
  subject(
    key: PolicyKey,
    after: readonly ControlVerdict[] = [],
  ): LedgerSubject {
    const { decision, request } = this;
    return {
      requestId: this.id,
      attempt: 1,
      callId: undefined,
      arrivedAtMs: this.arrivedAtMs,
      keyId: key.id,
      teamRef: key.teamRef,
      applicationRef: key.applicationRef ?? '',
      purpose: key.purpose,
      tier: decision?.tier ?? key.tier,
      dialect: this.dialect.id,
      operation: this.operation,
      stream: request?.stream ?? false,
      requestedModel: cleanText(request?.model ?? ''),
      modelRef: decision?.model?.ref ?? '',
      provider: decision?.model?.provider ?? '',
      clientRequestId: this.header('x-client-request-id'),
      decision: [...(decision?.verdicts ?? []), ...after].map(cleanVerdict),
    };
  }
}

function cleanVerdict(verdict: ControlVerdict): ControlVerdict {
  return {
    ...verdict,
    reason: cleanText(verdict.reason, 1_000),
    inputs: Object.fromEntries(
      Object.entries(verdict.inputs).map(([name, value]) => [
        name,
        typeof value === 'string' ? cleanText(value) : value,
      ]),
    ),
  };
}
