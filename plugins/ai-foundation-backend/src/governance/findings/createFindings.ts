import { findingTriagePermission } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Router } from 'express';
import { Kernel } from '../../kernel/createKernel';
import { InboxSource } from '../../kernel/Inbox';
import { SeatService } from '../seats/SeatService';
import { findingRouter } from './findingRouter';
import { FindingService } from './FindingService';
import { FindingStore } from './FindingStore';

const DETECT_INTERVAL_MS = 60_000;

/** The register of findings, its detector, and what waits in inboxes. */
export interface Findings {
  service: FindingService;
  inboxSource: InboxSource;
  router: Router;
}

export function createFindings(kernel: Kernel, seats: SeatService): Findings {
  const store = new FindingStore(kernel.knex);
  const service = new FindingService({ ...kernel, seats, store });
  kernel.jobs.register({
    id: 'findings.detect',
    intervalMs: DETECT_INTERVAL_MS,
    async run() {
      const { seen, resolved } = await service.detect();
      return `${seen} seen in the catalog, ${resolved} resolved`;
    },
  });
  return {
    service,
    inboxSource: {
      async waitingFor({ may }) {
        if (!(await may(findingTriagePermission))) {
          return [];
        }
        const open = (await service.list()).filter(
          ({ state }) => state === 'open',
        );
        return open.map(finding => ({
          id: `finding:${finding.id}`,
          kind: 'triage-finding' as const,
          subject: finding.title,
          subjectRef: finding.subjectRef,
          requestedBy: finding.reportedBy,
          sinceMs: finding.foundAtMs,
          path: '/governance/findings',
        }));
      },
    },
    router: findingRouter(kernel, service),
  };
}
