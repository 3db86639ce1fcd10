import { gatewayValidatePermission } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { InboxReader, InboxSource, WaitingItem } from '../../kernel/Inbox';
import { ValidationService } from './ValidationService';

/** What the gateway could not prove, for those who can see to it. */
export class ValidationInbox implements InboxSource {
  readonly #service: ValidationService;

  constructor(service: ValidationService) {
    this.#service = service;
  }

  async waitingFor({ may }: InboxReader): Promise<WaitingItem[]> {
    if (!(await may(gatewayValidatePermission))) {
      return [];
    }
    const states = await this.#service.states();
    return states.flatMap(({ kind, state, latest }) =>
      state === 'failed' && latest
        ? [
            {
              id: `gateway-validation:${kind}`,
              kind: 'gateway-check-failed' as const,
              subject: latest.summary,
              sinceMs: Date.parse(latest.startedAt),
              path: '/gateway',
            },
          ]
        : [],
    );
  }
}
