import { ResponseError } from '@backstage/errors';
import { Translate } from '../../hooks/useMessages';

/** The words of the control plane for why it refused, where it gave some. */
export function reasonOf(error: Error): string {
  return isResponseError(error)
    ? error.body.error.message || error.message
    : error.message;
}

/** HTTP status of a failed answer; undefined where none came. */
export function statusOf(error: Error): number | undefined {
  return isResponseError(error) ? error.statusCode : undefined;
}

/** What went wrong and what to do, in a sentence or two. */
export function describeError(error: Error, t: Translate): string {
  switch (statusOf(error)) {
    case undefined:
      return t('common.error.offline');
    case 401:
      return t('common.signedOut');
    case 403:
      return t('common.error.forbidden');
    case 404:
      return t('common.error.notFound');
    default:
      return t('common.error.server', { reason: reasonOf(error) });
  }
}

function isResponseError(error: Error): error is ResponseError {
  return error.name === 'ResponseError';
}
