import {
  api,
  Finding,
  findingReadPermission,
  findingTriagePermission,
  inventoryReportPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { InputError } from '@backstage/errors';
import { stringify } from 'csv-stringify/sync';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { authorize } from '../../kernel/authorize';
import { Kernel } from '../../kernel/createKernel';
import { fullRef } from '../../kernel/fullRef';
import { implementChange, implementRoute } from '../../kernel/implementRoute';
import { instant, optionalInstant } from '../../kernel/instant';
import { requirePerson } from '../../kernel/requirePerson';
import { FindingService, isUnresolved } from './FindingService';
import { RecordedFinding } from './types';

/** Of the exported file, in this order. */
const COLUMNS: Array<keyof Finding> = [
  'id',
  'kind',
  'source',
  'subjectRef',
  'title',
  'detail',
  'reportedBy',
  'foundAt',
  'seenAt',
  'state',
  'decision',
  'reason',
  'ownerRef',
  'dueAt',
  'decidedBy',
  'decidedAt',
];

export function findingRouter(kernel: Kernel, service: FindingService): Router {
  const { auditor, catalogView, httpAuth, permissions, teamAccess } = kernel;
  const router = PromiseRouter();

  implementRoute(
    router,
    api.listFindings,
    httpAuth,
    async ({ credentials }) => {
      await authorize(permissions, findingReadPermission, credentials);
      const findings = await service.list();
      return {
        items: findings.map(toFinding),
        unresolved: findings.filter(isUnresolved).length,
      };
    },
  );

  implementRoute(
    router,
    api.exportFindings,
    httpAuth,
    async ({ credentials }) => {
      await authorize(permissions, findingReadPermission, credentials);
      return stringify((await service.list()).map(toFinding), {
        header: true,
        columns: COLUMNS,
        escape_formulas: true,
      });
    },
  );

  implementRoute(
    router,
    api.getFindingHistory,
    httpAuth,
    async ({ credentials, params }) => {
      await authorize(permissions, findingReadPermission, credentials);
      const events = await service.history(params.id);
      return {
        items: events.map(({ atMs, ...event }) => ({
          ...event,
          at: instant(atMs),
        })),
      };
    },
  );

  implementChange(
    router,
    api.reportFinding,
    { httpAuth, auditor, id: 'finding-report' },
    async ({ body, credentials }) => {
      await authorize(permissions, inventoryReportPermission, credentials);
      const { userRef } = await teamAccess.caller(credentials);
      requirePerson(userRef, await catalogView.current());
      const { subject, ...words } = body;
      const subjectRef =
        subject === undefined ? undefined : fullRef(subject, 'component');
      if (subject !== undefined && subjectRef === undefined) {
        throw new InputError(`subject: '${subject}' is no ref of an entity`);
      }
      return toFinding(
        await service.record({
          ...words,
          subjectRef,
          source: 'self-report',
          reportedBy: userRef,
        }),
      );
    },
  );

  implementChange(
    router,
    api.triageFinding,
    { httpAuth, auditor, id: 'finding-triage' },
    async ({ body, credentials, params }) => {
      await authorize(permissions, findingTriagePermission, credentials);
      const { userRef } = await teamAccess.caller(credentials);
      return toFinding(await service.triage(userRef, params.id, body));
    },
  );

  implementChange(
    router,
    api.reopenFinding,
    { httpAuth, auditor, id: 'finding-reopen' },
    async ({ body, credentials, params }) => {
      await authorize(permissions, findingTriagePermission, credentials);
      const { userRef } = await teamAccess.caller(credentials);
      return toFinding(await service.reopen(userRef, params.id, body.reason));
    },
  );

  return router;
}

function toFinding(finding: RecordedFinding): Finding {
  return {
    id: finding.id,
    kind: finding.kind,
    source: finding.source,
    subjectRef: finding.subjectRef,
    title: finding.title,
    detail: finding.detail,
    reportedBy: finding.reportedBy,
    foundAt: instant(finding.foundAtMs),
    seenAt: instant(finding.seenAtMs),
    state: finding.state,
    decision: finding.decision,
    reason: finding.reason,
    ownerRef: finding.ownerRef,
    dueAt: optionalInstant(finding.dueAtMs),
    decidedBy: finding.decidedBy,
    decidedAt: optionalInstant(finding.decidedAtMs),
  };
}
