import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { positive } from './positive';

/** How prompts and answers are kept, where a data tier allows it. */
export interface ContentLoggingConfig {
  /** The first encrypts; the others open what was kept before a change of key. */
  keys: readonly Buffer[];
  retentionDays: number;
  /** Of a prompt, and of an answer; what is longer is cut. */
  maxBytes: number;
}

export const DEFAULT_RETENTION_DAYS = 30;

const KEY_BYTES = 32;

/** @returns undefined where contents are not kept. */
export function readContentLogging(
  gateway: Config | undefined,
): ContentLoggingConfig | undefined {
  const config = gateway?.getOptionalConfig('contentLogging');
  return (
    config && {
      keys: [
        config.getString('key'),
        ...(config.getOptionalStringArray('previousKeys') ?? []),
      ].map(keyOf),
      retentionDays: positive(
        'gateway.contentLogging.retentionDays',
        config.getOptionalNumber('retentionDays') ?? DEFAULT_RETENTION_DAYS,
      ),
      maxBytes: positive(
        'gateway.contentLogging.maxBytes',
        config.getOptionalNumber('maxBytes') ?? 64 * 1024,
      ),
    }
  );
}

function keyOf(base64: string): Buffer {
  const key = Buffer.from(base64, 'base64');
  if (key.length !== KEY_BYTES) {
    throw new InputError(
      `Each key of aiFoundation.gateway.contentLogging must be ${KEY_BYTES} bytes in Base64; make one with: openssl rand -base64 ${KEY_BYTES}`,
    );
  }
  return key;
}
