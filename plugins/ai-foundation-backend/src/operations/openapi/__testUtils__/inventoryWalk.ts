import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  ADA,
  EVE,
  GIL,
  ROCKETS,
  TELEMETRY,
  TOM,
} from '../../../__testUtils__/exampleCompany';
import { Walk } from './Walk';

/** From the first answer to a declaration. */
export const inventoryWalk: Walk = async (ask, bench) => {
  await bench.fillSeats();
  const rockets = { namespace: 'default', name: 'rockets' };
  await ask(ADA, api.answerInventory, {
    params: rockets,
    body: {
      answer: 'usage',
      usage: [
        {
          tool: 'ChatGPT',
          provider: 'OpenAI',
          purpose: 'Rewording mails',
          tier: 'internal',
          dataSources: [TELEMETRY],
          since: '2026-01-15',
          owner: ADA,
          notes: 'In the browser.',
        },
      ],
    },
  });
  await ask(TOM, api.answerInventory, {
    params: { namespace: 'default', name: 'tunnels' },
    body: { answer: 'none', note: 'We asked everybody.' },
  });
  await ask(ADA, api.listInventoryAnswers, { params: rockets });
  await ask(ADA, api.reportUsage, {
    body: {
      tool: 'Copilot',
      purpose: 'Writing code',
      team: ROCKETS,
      hideName: true,
    },
  });
  await ask(GIL, api.scanCatalog);
  const file = {
    source: 'dns' as const,
    fileName: 'resolver.csv',
    content: 'host,requests\napi.openai.com,12\n',
  };
  await ask(GIL, api.previewUsageFile, { body: file });
  await ask(GIL, api.importUsageFile, { body: file });
  const { items } = await ask(GIL, api.getInventory);
  for (const { id } of items) {
    await ask(GIL, api.disposeUsage, {
      params: { id },
      body: { disposition: 'accept', until: '2099-01-01', reason: 'Harmless.' },
    });
  }
  const { snapshotSha256 } = await ask(EVE, api.getInventory);
  await ask(EVE, api.declareInventory, {
    body: {
      statement: 'Both teams, the catalog and the resolver.',
      snapshotSha256,
    },
  });
  await ask(GIL, api.getInventory);
  await ask(GIL, api.exportInventoryItems);
  await ask(GIL, api.exportInventorySnapshot);
};
