import { Exemption } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { inDays } from './exampleTeams';

/** An exemption that waits for the legal seat. */
export function exampleExemption(change: Partial<Exemption> = {}): Exemption {
  return {
    id: 'EX-2',
    state: 'requested',
    aupVersion: '2.0',
    rules: [
      {
        id: 'D1',
        statement:
          'Restricted data must not be sent to an outside provider without an exemption.',
      },
    ],
    teamRef: 'group:default/customer-portal',
    applicationRef: 'component:default/support-drafts',
    data: { tier: 'restricted', models: ['aimodel:default/gpt-4o'] },
    justification: 'No model of our own writes Finnish well enough.',
    riskAssessment: 'What a customer wrote stays at the provider for 30 days.',
    compensatingControl: 'Names are replaced before the prompt.',
    revocationCondition: 'A test finds a name that was not replaced.',
    requestedBy: 'user:default/marta.kowalska',
    requestedAt: inDays(-2),
    endsAt: inDays(58),
    consents: [
      {
        seat: 'security',
        decision: 'approved',
        decidedBy: 'user:default/viktor.halvorsen',
        decidedAt: inDays(-1),
        reason: 'Tested with 500 tickets.',
      },
    ],
    may: { decideAs: [], withdraw: false, revoke: false },
    ...change,
  };
}
