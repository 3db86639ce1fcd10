import { errors } from 'undici';
import { GatewayError } from '@ai-foundation/backstage-plugin-ai-foundation-node';

const NO_CONNECTION =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_.*|CERT_.*|UNABLE_TO_.*|.*SELF_SIGNED_CERT.*)$/;

/** The provider cannot have seen the request. */
export function neverArrived(error: unknown): boolean {
  return NO_CONNECTION.test((error as { code?: string }).code ?? '');
}

export function isTimeout(error: unknown): boolean {
  return (
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError ||
    (error as { name?: string } | undefined)?.name === 'AbortError'
  );
}

export function unreachable(providerId: string): GatewayError {
  return new GatewayError({
    status: 502,
    code: 'provider_unreachable',
    message: `The provider '${providerId}' cannot be reached. Nothing was charged; try again later.`,
  });
}

/** It counts as down, and is left alone for a while. */
export function unavailable(
  providerId: string,
  forMs: number | undefined,
): GatewayError {
  return new GatewayError({
    status: 503,
    code: 'provider_unavailable',
    message: `The provider '${providerId}' failed several times in a row, and is left alone for a moment. Nothing was charged; try again then.`,
    retryAfterSeconds: Math.max(Math.ceil((forMs ?? 0) / 1_000), 1),
  });
}

/** An answer that did not come, or not to its end. */
export function interrupted(error: unknown): GatewayError {
  return isTimeout(error)
    ? new GatewayError({
        status: 504,
        code: 'provider_timeout',
        message: 'The provider did not answer in time.',
      })
    : new GatewayError({
        status: 502,
        code: 'provider_interrupted',
        message: "The provider's answer broke off before its end.",
      });
}

/** An answer that is about the gateway and not about the request. */
export function unusable(statusCode: number): GatewayError {
  return new GatewayError({
    status: 502,
    code: 'provider_refused',
    message:
      statusCode < 400
        ? `The provider answered with status ${statusCode}, which the gateway does not follow.`
        : 'The provider refused the credential of the gateway. This is not about your key; tell the platform team.',
  });
}

export function notUnderstood(): GatewayError {
  return new GatewayError({
    status: 502,
    code: 'provider_garbage',
    message: "The provider's answer is no JSON.",
  });
}

/** An error of the provider that is not in the form of its dialect, as those of proxies are. */
export function unexplained(statusCode: number): GatewayError {
  return new GatewayError({
    status: statusCode >= 500 ? 502 : statusCode,
    code: 'provider_error',
    message: `The provider answered with status ${statusCode}, and did not say why.`,
  });
}
