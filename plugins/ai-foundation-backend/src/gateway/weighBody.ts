import { GatewayError } from '@ai-foundation/backstage-plugin-ai-foundation-node';

/** Nobody means to nest deeper, and every later pass would pay for it with its stack. */
const MAX_DEPTH = 200;

/**
 * The bytes of a parsed body, as it came or as it will be written anew,
 * whichever is more: `1e20` grows to 21 characters, of which a provider may make
 * more tokens than there were bytes.
 *
 * @throws GatewayError 400 where it is nested too deeply.
 */
export function weighBody(body: unknown, bytes: number): number {
  return look(body, 0)
    ? Math.max(bytes, Buffer.byteLength(JSON.stringify(body)))
    : bytes;
}

/** Whether a number below the body's own fields may have come with an exponent. */
function look(value: unknown, depth: number): boolean {
  if (typeof value === 'number') {
    return depth > 1 && value !== 0 && value % 1_000 === 0;
  }
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  if (depth === MAX_DEPTH) {
    throw new GatewayError({
      status: 400,
      code: 'invalid_request',
      message: `The body is nested deeper than ${MAX_DEPTH} levels.`,
    });
  }
  let mayGrow = false;
  for (const member of Array.isArray(value) ? value : Object.values(value)) {
    mayGrow = look(member, depth + 1) || mayGrow;
  }
  return mayGrow;
}
