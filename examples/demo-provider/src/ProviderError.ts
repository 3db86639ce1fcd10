/** What the wire format calls `error`, in its envelope. */
export interface ErrorBody {
  error: {
    message: string;
    type: string;
    param: string | null;
    code: string | null;
  };
}

const TYPE_BY_STATUS = new Map([
  [401, 'invalid_request_error'],
  [403, 'permission_error'],
  [408, 'timeout_error'],
  [429, 'requests'],
]);

/** An answer that is not a completion, thrown where it is found. */
export class ProviderError extends Error {
  readonly status: number;
  readonly type: string;
  readonly param: string | null;
  readonly code: string | null;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    message: string,
    details: {
      type?: string;
      param?: string;
      code?: string;
      headers?: Record<string, string>;
    } = {},
  ) {
    super(message);
    this.name = 'ProviderError';
    this.status = status;
    this.type = details.type ?? typeOf(status);
    this.param = details.param ?? null;
    this.code = details.code ?? null;
    this.headers = details.headers ?? {};
  }

  static invalid(param: string, message: string, code = 'invalid_value') {
    return new ProviderError(400, message, { param, code });
  }

  get body(): ErrorBody {
    const { message, type, param, code } = this;
    return { error: { message, type, param, code } };
  }
}

function typeOf(status: number): string {
  return (
    TYPE_BY_STATUS.get(status) ??
    (status >= 500 ? 'server_error' : 'invalid_request_error')
  );
}
