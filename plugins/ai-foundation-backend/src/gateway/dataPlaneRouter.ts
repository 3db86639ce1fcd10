import { Router } from 'express';
import { Dispatch } from './listen/createDispatch';

/** The data plane behind Express; what belongs to no dialect goes on to the control plane. */
export function dataPlaneRouter(dispatch: Dispatch): Router {
  const router = Router();
  router.use((request, response, next) => {
    const { originalUrl } = request;
    const handling = dispatch(request, response);
    if (!handling) {
      next();
      return;
    }
    // The access log writes the original URL, and a key in a query is a secret, though a refused one.
    request.originalUrl = originalUrl.split('?', 1)[0];
    handling.catch(next);
  });
  return router;
}
