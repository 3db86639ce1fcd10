import { Router } from 'express';
import { Kernel } from '../../kernel/createKernel';
import { auditRouter } from './auditRouter';
import { AuditService, VerifiableChain } from './AuditService';
import { AuditStore } from './AuditStore';

const VERIFY_INTERVAL_MS = 60 * 60_000;

/** Serves the audit trail, and has it verified every hour. */
export function createAudit(
  kernel: Kernel,
  chains: readonly VerifiableChain[],
): Router {
  const audit = new AuditService({
    ...kernel,
    store: new AuditStore(kernel.knex),
    chains,
  });
  kernel.jobs.register({
    id: 'audit.verify',
    intervalMs: VERIFY_INTERVAL_MS,
    run: () => audit.verifyForTheLog(),
  });
  return auditRouter(kernel, audit);
}
