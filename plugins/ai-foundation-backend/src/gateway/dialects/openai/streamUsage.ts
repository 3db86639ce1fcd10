import {
  ModelRequest,
  Upstream,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { isObject, JsonObject } from '../json';

/** Whether the client itself asked for the usage of its stream. */
export function wantsStreamUsage({ body }: ModelRequest): boolean {
  return (
    isObject(body.stream_options) && body.stream_options.include_usage === true
  );
}

/** What a provider is asked for in a stream: its usage too, where it can tell it. */
export function streamFields(
  { stream, body }: ModelRequest,
  { streamUsage }: Upstream,
): JsonObject {
  if (!stream) {
    return {};
  }
  const own = isObject(body.stream_options) ? body.stream_options : {};
  if (streamUsage) {
    return { stream_options: { ...own, include_usage: true } };
  }
  const { include_usage: _, ...rest } = own;
  return {
    stream_options: Object.keys(rest).length > 0 ? rest : undefined,
  };
}

/** Older servers do not know `stream_options`, and say so. */
export function refusesStreamUsage(status: number, body: Buffer): boolean {
  return (
    (status === 400 || status === 422) &&
    /stream_options|include_usage/.test(body.toString('utf8'))
  );
}
