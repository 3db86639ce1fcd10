import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { GIL } from '../../../__testUtils__/exampleCompany';
import { Walk } from './Walk';

/** What the walks before it have done, as an auditor reads it. */
export const auditWalk: Walk = async (ask, bench) => {
  await bench.runJob('audit.verify');
  const { items } = await ask(GIL, api.listAuditEntries, {
    query: { limit: 10 },
  });
  await ask(GIL, api.getAuditEntry, { params: { seq: items[0].seq } });
  await ask(GIL, api.verifyAudit);
  await ask(GIL, api.exportAudit);
  await ask(GIL, api.exportAuditCsv);
  await ask(GIL, api.listJobs);
};
