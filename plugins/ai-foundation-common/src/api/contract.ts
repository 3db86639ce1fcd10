import { aupRoutes } from './routes/aupRoutes';
import { ceilingsRoutes } from './routes/ceilingsRoutes';
import { costsRoutes } from './routes/costsRoutes';
import { documentRoutes } from './routes/documentRoutes';
import { inboxRoutes } from './routes/inboxRoutes';
import { keysRoutes } from './routes/keysRoutes';
import { modelsRoutes } from './routes/modelsRoutes';
import { peopleRoutes } from './routes/peopleRoutes';
import { requestsRoutes } from './routes/requestsRoutes';

/**
import { seatRoutes } from './routes/seatRoutes';
 * The control plane of AI Foundation, an operation each.
 *
 * @public
 */
export const api = {
  ...peopleRoutes,
  ...inboxRoutes,
  ...aupRoutes,
  ...modelsRoutes,
  ...ceilingsRoutes,
  ...keysRoutes,
  ...requestsRoutes,
  ...costsRoutes,
  ...documentRoutes,
  ...seatRoutes,
} as const;
