import {
  GatewayError,
  RequestTarget,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { isObject, JsonObject } from './json';

/*
 * What requests of all dialects have in common. Only fields that route a
 * request or bound its cost are judged here; the others are the provider's.
 */

/**
 * The fields of a request, which name a model; where the path names one, it is
 * that one.
 *
 * @throws GatewayError 400.
 */
export function fieldsOf(
  body: unknown,
  { parameters }: RequestTarget,
): JsonObject & { model: string } {
  if (!isObject(body)) {
    throw invalid('The body must be a JSON object.');
  }
  if (parameters.model !== undefined) {
    return { ...body, model: parameters.model };
  }
  if (typeof body.model !== 'string' || body.model === '') {
    throw invalid('Name a model: `model` must be a string.', 'model');
  }
  return body as JsonObject & { model: string };
}

/** @throws GatewayError 400 where it is there and neither true nor false. */
export function flag(fields: JsonObject, name: string): boolean {
  const value = fields[name];
  if (value !== undefined && value !== null && typeof value !== 'boolean') {
    throw invalid(`\`${name}\` must be true or false.`, name);
  }
  return value === true;
}

/** @throws GatewayError 400 where it is there and no whole number of the range. */
export function wholeNumber(
  fields: JsonObject,
  name: string,
  most = Number.MAX_SAFE_INTEGER,
): number | undefined {
  const value = fields[name];
  if (value === undefined || value === null) {
    return undefined;
  }
  if (
    !Number.isSafeInteger(value) ||
    (value as number) < 1 ||
    (value as number) > most
  ) {
    throw invalid(
      `\`${name}\` must be a whole number from 1 to ${most}.`,
      name,
    );
  }
  return value as number;
}

/** Every class of service but the default is priced apart. */
export function unpricedServiceTier(
  fields: JsonObject,
  priced: readonly string[],
): string | undefined {
  const tier = fields.service_tier ?? priced[0];
  return typeof tier === 'string' && priced.includes(tier)
    ? undefined
    : `the \`service_tier\` '${String(tier).slice(0, 100)}'`;
}

export function invalid(message: string, param?: string): GatewayError {
  return new GatewayError({
    status: 400,
    code: 'invalid_request',
    message,
    param,
  });
}
