import { defineRoute } from '../defineRoute';
import { gatewayHealthSchema } from '../schemas';

/** How the gateway is. @public */
export const gatewayHealthRoutes = {
  getGatewayHealth: defineRoute({
    method: 'get',
    path: '/gateway/health',
    summary: 'How each control of each process is that serves the data plane',
    response: gatewayHealthSchema,
  }),
} as const;
