import {
  api,
  AUP_SECTION_IDS,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  EVE,
  examplePolicy,
  GIL,
  LEA,
  SUE,
} from '../../../__testUtils__/exampleCompany';
import { Walk } from './Walk';

/** From a draft of the policy to a version that is ratified. */
export const policyWalk: Walk = async (ask, bench) => {
  await bench.fillSeats();
  await ask(EVE, api.getPolicyReferences);
  const discarded = await ask(EVE, api.createAupDraft, { body: {} });
  await ask(EVE, api.discardAupDraft, { params: { id: discarded.id } });

  const { id, revision } = await ask(EVE, api.createAupDraft, {
    body: { basedOn: '1.0' },
  });
  const params = { id };
  const { contentSha256 } = await ask(EVE, api.saveAupDraft, {
    params,
    body: {
      revision,
      document: { ...examplePolicy(), title: 'Acceptable use, revised' },
    },
  });
  await ask(EVE, api.submitAupDraft, {
    params,
    body: { contentSha256, summary: 'It has a title of its own.' },
  });
  await ask(LEA, api.getInbox);
  await ask(LEA, api.diffAup, { query: { from: '1.0', to: id } });
  await ask(LEA, api.reviewAupDraft, {
    params,
    body: {
      contentSha256,
      outcome: 'approved',
      comment: 'Nothing else changed.',
      sections: AUP_SECTION_IDS.map(section => ({
        id: section,
        signedOff: true,
      })),
      material: true,
    },
  });
  await ask(EVE, api.getAupDraft, { params });
  const { version, sha256 } = await ask(GIL, api.publishAupDraft, {
    params,
    body: { contentSha256, change: 'major' },
  });
  await ask(SUE, api.ratifyAup, {
    params: { version },
    body: { sha256, statement: 'I stand behind it.' },
  });
  await ask(EVE, api.listAupDrafts);
  await ask(EVE, api.getAupTraceability, { params: { version } });
  await ask(EVE, api.exportAupTraceability, { params: { version } });
};
