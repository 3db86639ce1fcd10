import { Key } from '@ai-foundation/backstage-plugin-ai-foundation-common';

/** Days before the end from which on a key needs attention. */
export const EXPIRY_NOTICE_DAYS = 14;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Whether an active key ends within the notice. */
export function expiresSoon(key: Key, now: Date): boolean {
  const left = new Date(key.expiresAt).getTime() - now.getTime();
  return key.state === 'active' && left < EXPIRY_NOTICE_DAYS * DAY_MS;
}
