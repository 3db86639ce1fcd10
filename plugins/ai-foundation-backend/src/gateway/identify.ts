import { createHash, timingSafeEqual } from 'node:crypto';
import { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { GatewayError } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { KeyParts, parseKeySecret } from './keys/keyFormat';
import { PolicySnapshot, PresentedKey } from './policy/PolicySnapshot';

/** Headers that clients put a key into, besides `authorization`, by dialect and SDK. */
const KEY_HEADERS = ['x-api-key', 'api-key', 'x-goog-api-key'];

/** Of no secret. */
const NO_HASH = '0'.repeat(64);

const KEY_PARAMETERS = new Set([
  'key',
  'api_key',
  'apikey',
  'api-key',
  'access_token',
]);

/**
 * The key that a request presents, by its form alone.
 *
 * @throws GatewayError 401 where it presents none, or something else.
 */
export function presentedKey(message: IncomingMessage): KeyParts {
  if (hasKeyInQuery(message.url ?? '')) {
    throw unauthenticated(
      'key_in_query',
      'A key in the URL is not accepted, because URLs are logged. Send it as `Authorization: Bearer`, and replace it if it is a real one.',
    );
  }
  const text = keyHeader(message.headers);
  if (text === undefined) {
    throw unauthenticated(
      'missing_api_key',
      'Send a key of the AI Foundation portal as `Authorization: Bearer aif_...`. You can get one in the portal under Home, Get a key.',
    );
  }
  const parsed = parseKeySecret(text);
  if (!parsed) {
    throw unknownKey();
  }
  return parsed;
}

/**
 * The issued key that was presented, whatever its state, and by which secret.
 *
 * @throws GatewayError 401 where none such was issued here.
 */
export function identify(
  presented: KeyParts,
  policy: PolicySnapshot,
): PresentedKey {
  const key = policy.keys.get(presented.id);
  // The hash is taken for unknown ids too, so that time does not tell which ids exist.
  const hash = createHash('sha256').update(presented.secret).digest();
  // Both comparisons are always made, so that time does not tell of a rotation.
  const isCurrent = isHash(hash, key?.secretSha256);
  const isPrevious = isHash(hash, key?.previous?.secretSha256);
  if (!key || !(isCurrent || isPrevious)) {
    throw unknownKey();
  }
  return { ...key, presentedSecret: isCurrent ? 'current' : 'previous' };
}

function isHash(hash: Buffer, expected = NO_HASH): boolean {
  return timingSafeEqual(hash, Buffer.from(expected, 'hex'));
}

function keyHeader(headers: IncomingHttpHeaders): string | undefined {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  const others = KEY_HEADERS.map(name => headers[name]);
  return (
    bearer ?? others.find((value): value is string => typeof value === 'string')
  );
}

function hasKeyInQuery(url: string): boolean {
  const query = url.indexOf('?');
  return (
    query >= 0 &&
    [...new URLSearchParams(url.slice(query)).keys()].some(name =>
      KEY_PARAMETERS.has(name.toLowerCase()),
    )
  );
}

function unknownKey(): GatewayError {
  return unauthenticated(
    'invalid_api_key',
    'This key is not one of the AI Foundation portal. Check that it was copied whole, or get a new one in the portal.',
  );
}

function unauthenticated(code: string, message: string): GatewayError {
  return new GatewayError({ status: 401, code, message });
}
