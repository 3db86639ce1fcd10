/**
 * A refusal or failure that a client is told about, in the words of its
 * dialect. `code` is stable; `message` says what was refused, by which rule,
 * and the way forward.
 *
 * @public
 */
export class GatewayError extends Error {
  name = 'GatewayError';
  readonly status: number;
  readonly code: string;
  /** The request's field that is wrong, where it is one. */
  readonly param: string | undefined;
  /** Seconds after which a client may try again. */
  readonly retryAfterSeconds: number | undefined;

  constructor(options: {
    status: number;
    code: string;
    message: string;
    param?: string;
    retryAfterSeconds?: number;
  }) {
    super(options.message);
    this.status = options.status;
    this.code = options.code;
    this.param = options.param;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
