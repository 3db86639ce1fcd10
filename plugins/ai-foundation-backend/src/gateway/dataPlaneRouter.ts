import { Dialect } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { createDataPlane } from './createDataPlane';
import { GatewayContext } from './GatewayContext';

/** The data plane behind Express, each dialect below its prefix. */
export function dataPlaneRouter(
  gateway: GatewayContext,
  dialects: readonly Dialect[],
): Router {
  const router = PromiseRouter();
  for (const dialect of dialects) {
    const handle = createDataPlane(gateway, dialect);
    router.use(dialect.prefix, async (request, response) => {
      // The access log writes the original URL, and a key in a query is a secret, though a refused one.
      request.originalUrl = request.originalUrl.split('?', 1)[0];
      await handle(request, response);
    });
  }
  return router;
}
