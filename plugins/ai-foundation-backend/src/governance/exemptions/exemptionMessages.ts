import { OutboxMessage } from '../../kernel/Outbox';
import { PolicyExemption } from './types';

const LINK = '/ai-foundation/governance/exemptions';
const TOPIC = 'exemptions';

/** To those whose consent is needed. */
export function requestedMessages(
  exemption: PolicyExemption,
  recipients: readonly string[],
): OutboxMessage[] {
  return recipients.map(recipientRef => ({
    recipientRef,
    topic: TOPIC,
    scope: `exemption:${exemption.id}`,
    title: `Exemption ${exemption.id} waits for your decision`,
    description: `${exemption.requestedBy} requests it for ${
      exemption.teamRef
    }, from ${rulesOf(exemption)}: ${exemption.justification}`,
    link: LINK,
    severity: 'normal',
  }));
}

/** To who requested it, once nothing more is to be decided, or it is revoked. */
export function decidedMessage(exemption: PolicyExemption): OutboxMessage {
  const outcome = exemption.ended?.as ?? 'approved';
  return {
    recipientRef: exemption.requestedBy,
    topic: TOPIC,
    scope: `exemption:${exemption.id}`,
    title: `Exemption ${exemption.id} is ${outcome}`,
    description: exemption.ended
      ? exemption.ended.reason
      : `It holds until ${dateOf(exemption.endsAtMs)}.`,
    link: LINK,
    severity: outcome === 'revoked' ? 'high' : 'normal',
  };
}

/** To those who work by it: its requester and the team's lead. */
export function endingMessages(
  exemption: PolicyExemption,
  days: number,
  recipients: readonly string[],
): OutboxMessage[] {
  const within = days === 1 ? 'a day' : `${days} days`;
  return recipients.map(recipientRef => ({
    recipientRef,
    topic: TOPIC,
    scope: `exemption-end:${exemption.id}`,
    title: `Exemption ${exemption.id} ends within ${within}`,
    description: `It ends on ${dateOf(
      exemption.endsAtMs,
    )}. After that, ${rulesOf(exemption)} holds for ${
      exemption.teamRef
    } again. Request a new one in time where it is still needed.`,
    link: LINK,
    severity: days === 1 ? 'high' : 'normal',
  }));
}

function rulesOf({ rules }: PolicyExemption): string {
  const ids = rules.map(({ id }) => id);
  return `${ids.length === 1 ? 'rule' : 'the rules'} ${ids.join(', ')}`;
}

function dateOf(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
