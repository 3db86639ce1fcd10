import { OutboxMessage } from '../../kernel/Outbox';
import { KEY_REQUEST_PATH, KEYS_PATH } from './paths';
import { PendingKeyRequest } from './KeyRequestStore';
import { IssuedKey } from './types';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** To those who may decide. */
export function requestedMessages(
  request: PendingKeyRequest,
  requesterName: string,
  approvers: readonly string[],
): OutboxMessage[] {
  return approvers.map(recipientRef => ({
    recipientRef,
    topic: 'keys',
    scope: `key-request:${request.id}:decide`,
    title: `${requesterName} asks for a key for ${request.ownerRef}`,
    description: `${request.needs.join(' ')} They say: ${
      request.justification
    }`,
    link: '/ai-foundation/governance/keys',
    severity: 'normal',
  }));
}

/** To who asked. */
export function decidedMessage(request: PendingKeyRequest): OutboxMessage {
  const isApproved = request.state === 'approved';
  return {
    recipientRef: request.requestedBy,
    topic: 'keys',
    scope: `key-request:${request.id}`,
    title: `Your key for ${request.ownerRef} is ${request.state}`,
    description: isApproved
      ? `Collect it in the portal before it lapses. The approver says: ${request.decisionReason}`
      : `The approver says: ${request.decisionReason}`,
    link: `/ai-foundation${
      isApproved ? `${KEY_REQUEST_PATH}${request.id}` : KEYS_PATH
    }`,
    severity: 'normal',
  };
}

/** To who answers for a key, and to the lead of its team. */
export function expiryMessages(
  key: IssuedKey,
  leadRef: string | undefined,
  nowMs: number,
): OutboxMessage[] {
  const days = Math.max(1, Math.ceil((key.expiresAtMs - nowMs) / DAY_MS));
  const lastUse =
    key.lastUsedAtMs === undefined
      ? 'It was never used.'
      : `It was last used on ${new Date(key.lastUsedAtMs)
          .toISOString()
          .slice(0, 10)}.`;
  return [...new Set([key.createdBy, leadRef])].flatMap(recipientRef =>
    recipientRef
      ? [
          {
            recipientRef,
            topic: 'keys',
            scope: `key-expires:${key.id}`,
            title: `Key ${key.id} of ${key.ownerRef} expires in ${days} ${
              days === 1 ? 'day' : 'days'
            }`,
            description: `${lastUse} Programs that call with it are refused from then on. Get a new key before that.`,
            link: `/ai-foundation/keys/new?owner=${encodeURIComponent(
              key.ownerRef,
            )}`,
            severity: days <= 1 ? ('high' as const) : ('normal' as const),
          },
        ]
      : [],
  );
}
