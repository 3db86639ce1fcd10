import { z } from 'zod';
import { defineRoute } from '../defineRoute';

/** What describes the control plane itself. @public */
export const documentRoutes = {
  getOpenApiDocument: defineRoute({
    method: 'get',
    path: '/openapi.json',
    summary: 'This document',
    response: z.record(z.string(), z.unknown()),
  }),
} as const;
