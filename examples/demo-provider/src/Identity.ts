import { createHash, randomBytes } from 'node:crypto';
import type { ChatRequest } from './ChatRequest.ts';

/** What tells one answer from another. */
export interface Identity {
  id: string;
  /** Unix seconds. */
  created: number;
  model: string;
  systemFingerprint: string;
}

const FIXED_CREATED = Date.UTC(2026, 0, 1) / 1_000;

/**
 * A new identity, or one that the messages alone decide.
 *
 * The rest of the body is left out: whoever stands between client and provider
 * may add an output bound or ask for usage, and the bytes must still be equal.
 */
export function identityOf(
  request: ChatRequest,
  deterministic: boolean,
): Identity {
  const seed = deterministic
    ? JSON.stringify(request.messages)
    : randomBytes(16);
  return {
    id: `chatcmpl-${hash(seed).slice(0, 29)}`,
    created: deterministic ? FIXED_CREATED : Math.floor(Date.now() / 1_000),
    model: request.model,
    systemFingerprint: `fp_${hash(request.model).slice(0, 10)}`,
  };
}

export function toolCallId(identity: Identity, choice: number): string {
  return `call_${hash(`${identity.id}/${choice}`).slice(0, 24)}`;
}

export function hash(seed: string | Buffer): string {
  return createHash('sha256').update(seed).digest('hex');
}
