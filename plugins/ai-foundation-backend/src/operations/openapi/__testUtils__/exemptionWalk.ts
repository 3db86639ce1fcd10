import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  ADA,
  LEA,
  ROCKETS,
  SAM,
  SWIFT,
} from '../../../__testUtils__/exampleCompany';
import { Walk } from './Walk';

/** Exemptions from their requests to their ends. */
export const exemptionWalk: Walk = async (ask, bench) => {
  await bench.fillSeats();
  const body = {
    rules: ['D1'],
    owner: ROCKETS,
    data: { tier: 'restricted', models: [SWIFT] },
    justification: 'Only Swift reads the handwriting of customers.',
    riskAssessment: 'Names of customers reach the provider.',
    compensatingControl: 'Addresses are replaced before the prompt.',
    revocationCondition: 'The provider changes its terms on data.',
    endsInDays: 30,
  };
  const { id } = await ask(ADA, api.requestExemption, { body });
  const reason = 'We looked at it together.';
  await ask(SAM, api.decideExemption, {
    params: { id },
    body: { seat: 'security', decision: 'approved', reason },
  });
  const { state } = await ask(LEA, api.decideExemption, {
    params: { id },
    body: { seat: 'legal', decision: 'approved', reason },
  });
  expect(state).toBe('approved');
  await ask(SAM, api.revokeExemption, { params: { id }, body: { reason } });

  const second = await ask(ADA, api.requestExemption, { body });
  await ask(ADA, api.withdrawExemption, {
    params: { id: second.id },
    body: { reason },
  });
  const { items } = await ask(ADA, api.listExemptions);
  expect(items.slice(0, 2).map(one => one.state)).toEqual([
    'withdrawn',
    'revoked',
  ]);
};
