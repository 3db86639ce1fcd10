import { Actor } from '../../kernel/AuditTrail';

/** Who acts where the gateway checks itself. */
export const VALIDATOR: Actor = {
  userRef: 'service:ai-foundation',
  origin: 'user',
};
