import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { DemoPeople } from './DemoPeople';

/** `GET /demo/people`: whom one can sign in as; open, as is signing in. */
export function createDemoPeopleRouter(people: DemoPeople): Router {
  const router = PromiseRouter();
  router.get('/demo/people', async (_req, res) => {
    res.json({ items: await people.list() });
  });
  return router;
}
