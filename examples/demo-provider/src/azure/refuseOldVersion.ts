import { ProviderError } from '../ProviderError.ts';

/** The first version of Azure's API that knows `stream_options`. */
const KNOWS_STREAM_OPTIONS = '2024-09-01';

/** Azure serves every version as it was: an old one knows fewer fields. */
export function refuseOldVersion(body: unknown, query: string): void {
  const version = new URLSearchParams(query).get('api-version');
  if (version === null) {
    throw new ProviderError(404, 'Resource not found', { code: '404' });
  }
  const { stream_options: options } = body as { stream_options?: unknown };
  if (options !== undefined && version < KNOWS_STREAM_OPTIONS) {
    throw new ProviderError(
      400,
      'Unrecognized request argument supplied: stream_options',
    );
  }
}
