import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  ADA,
  APOLLO,
  EVE,
  LOCAL,
  ROCKETS,
  SAM,
  SWIFT,
} from '../../../__testUtils__/exampleCompany';
import { Walk } from './Walk';

/** Keys that need an approver, rotation, suspension, and findings. */
export const keyRequestWalk: Walk = async (ask, bench) => {
  await bench.fillSeats();
  await bench.acknowledge(ADA);
  await bench.decide(SWIFT);
  await bench.decide(LOCAL);
  const request = {
    owner: ROCKETS,
    purpose: 'coding',
    models: [LOCAL],
    tier: 'restricted',
  };
  await ask(ADA, api.checkKeyRequest, { body: request });
  const submission = { ...request, justification: 'A contract asks for it.' };
  const first = await ask(ADA, api.submitKeyRequest, { body: submission });
  const second = await ask(ADA, api.submitKeyRequest, { body: submission });
  await ask(ADA, api.withdrawKeyRequest, { params: { id: second.id } });
  await ask(SAM, api.decideKeyRequests, {
    body: { ids: [first.id, second.id], decision: 'approved', reason: 'Fine.' },
  });
  await ask(SAM, api.listKeyRequests, { query: { scope: 'all' } });
  const { key } = await ask(ADA, api.collectKey, { params: { id: first.id } });

  const params = { id: key.id };
  await ask(ADA, api.rotateKey, { params, body: { overlapHours: 24 } });
  await ask(ADA, api.listKeys);
  await ask(ADA, api.endKeyOverlap, { params });
  await ask(SAM, api.suspendKey, { params, body: { reason: 'An incident.' } });
  await ask(SAM, api.resumeKey, { params, body: { reason: 'It is over.' } });

  const finding = await ask(ADA, api.reportFinding, {
    body: {
      kind: 'agent',
      subject: APOLLO,
      title: 'Apollo shall book by itself',
      detail: 'From next spring on.',
    },
  });
  const ofFinding = { id: finding.id };
  await ask(EVE, api.triageFinding, {
    params: ofFinding,
    body: {
      decision: 'defer',
      reason: 'For Stage 2.',
      owner: ADA,
      due: '2999-01-01',
    },
  });
  await ask(EVE, api.reopenFinding, {
    params: ofFinding,
    body: { reason: 'It has begun.' },
  });
  await ask(EVE, api.listFindings);
  await ask(EVE, api.getFindingHistory, { params: ofFinding });
  await ask(EVE, api.exportFindings);
};
