import { auditRoutes } from './routes/auditRoutes';
import { aupDraftRoutes } from './routes/aupDraftRoutes';
import { aupRoutes } from './routes/aupRoutes';
import { campaignRoutes } from './routes/campaignRoutes';
import { ceilingsRoutes } from './routes/ceilingsRoutes';
import { costsRoutes } from './routes/costsRoutes';
import { documentRoutes } from './routes/documentRoutes';
import { exemptionRoutes } from './routes/exemptionRoutes';
import { findingRoutes } from './routes/findingRoutes';
import { gatewayHealthRoutes } from './routes/gatewayHealthRoutes';
import { gatewayValidationRoutes } from './routes/gatewayValidationRoutes';
import { inboxRoutes } from './routes/inboxRoutes';
import { keyRequestRoutes } from './routes/keyRequestRoutes';
import { inventoryRoutes } from './routes/inventoryRoutes';
import { keysRoutes } from './routes/keysRoutes';
import { modelsRoutes } from './routes/modelsRoutes';
import { peopleRoutes } from './routes/peopleRoutes';
import { requestsRoutes } from './routes/requestsRoutes';
import { seatRoutes } from './routes/seatRoutes';
import { simulationRoutes } from './routes/simulationRoutes';
import { tierRoutes } from './routes/tierRoutes';

/**
 * The control plane of AI Foundation, an operation each.
 *
 * @public
 */
export const api = {
  ...peopleRoutes,
  ...inboxRoutes,
  ...aupRoutes,
  ...aupDraftRoutes,
  ...campaignRoutes,
  ...modelsRoutes,
  ...ceilingsRoutes,
  ...exemptionRoutes,
  ...tierRoutes,
  ...seatRoutes,
  ...inventoryRoutes,
  ...keysRoutes,
  ...keyRequestRoutes,
  ...findingRoutes,
  ...requestsRoutes,
  ...costsRoutes,
  ...simulationRoutes,
  ...gatewayHealthRoutes,
  ...gatewayValidationRoutes,
  ...auditRoutes,
  ...documentRoutes,
} as const;
