import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { DataPlaneHandler } from './createDataPlane';

/** Everything below it is authenticated by issued keys, and not by Backstage. */
export const OPENAI_PREFIX = '/openai';

/** The data plane behind Express, below the prefix of its dialect. */
export function dataPlaneRouter(handle: DataPlaneHandler): Router {
  const router = PromiseRouter();
  router.use(OPENAI_PREFIX, async (request, response) => {
    // The access log writes the original URL, and a key in a query is a secret, though a refused one.
    request.originalUrl = request.originalUrl.split('?', 1)[0];
    await handle(request, response);
  });
  return router;
}
