import {
  GatewayError,
  StreamReader,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';

/** For operations of which no request is a stream. */
export function neverStreams(): StreamReader {
  throw new GatewayError({
    status: 500,
    code: 'internal_error',
    message: 'This operation is never streamed.',
  });
}
