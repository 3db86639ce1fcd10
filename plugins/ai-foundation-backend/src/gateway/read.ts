import { IncomingMessage } from 'node:http';
import { Call } from './Call';
import { collect } from './collect';
import {
  GatewayError,
  ModelRequest,
  Operation,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { weighBody } from './weighBody';

/**
 * A request's body, read up to a limit and parsed once.
 *
 * @throws GatewayError 413 past the limit, 400 where it is no JSON of this operation.
 */
export async function read(
  { message, target }: Call,
  operation: Operation,
  maxBodyBytes: number,
): Promise<ModelRequest> {
  const bytes = await readBytes(message, maxBodyBytes);
  const body = parseJson(bytes);
  return operation.read(body, weighBody(body, bytes.length), target);
}

async function readBytes(
  message: IncomingMessage,
  maxBodyBytes: number,
): Promise<Buffer> {
  if (Number(message.headers['content-length']) > maxBodyBytes) {
    throw tooLarge(maxBodyBytes);
  }
  if (message.headers['content-encoding'] !== undefined) {
    throw new GatewayError({
      status: 400,
      code: 'unsupported_encoding',
      message: 'Send the body without a content encoding.',
    });
  }
  try {
    return await collect(message, maxBodyBytes);
  } catch (error) {
    // A client that leaves in the middle of its own body is no fault of the gateway.
    throw error instanceof RangeError
      ? tooLarge(maxBodyBytes)
      : new GatewayError({
          status: 400,
          code: 'body_incomplete',
          message: 'The body ended before its end.',
        });
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    throw new GatewayError({
      status: 400,
      code: 'invalid_json',
      message: 'The body is not valid JSON.',
    });
  }
}

function tooLarge(maxBodyBytes: number): GatewayError {
  return new GatewayError({
    status: 413,
    code: 'request_too_large',
    message: `The body is over the gateway's limit of ${maxBodyBytes} bytes.`,
  });
}
