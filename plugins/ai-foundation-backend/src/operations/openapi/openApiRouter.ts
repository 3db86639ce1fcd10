import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { HttpAuthService } from '@backstage/backend-plugin-api';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { implementRoute } from '../../kernel/implementRoute';
import { createOpenApiDocument } from './createOpenApiDocument';

export function openApiRouter(options: {
  httpAuth: HttpAuthService;
  version: string;
  /** Where the routes are from outside, for example `https://portal/api/ai-foundation`. */
  serverUrl: string;
}): Router {
  const { httpAuth, version, serverUrl } = options;
  const document = createOpenApiDocument(api, { version, serverUrl });
  const router = PromiseRouter();
  implementRoute(
    router,
    api.getOpenApiDocument,
    httpAuth,
    async () => document,
  );
  return router;
}
