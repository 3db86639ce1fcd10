import { z } from 'zod';
import { defineRoute } from './defineRoute';
import {
  acknowledgementSchema,
  aupDocumentSchema,
  aupVersionSchema,
  aupVersionSummarySchema,
  ceilingSchema,
  ceilingScopeSchema,
  costQuerySchema,
  costReportSchema,
  keyCheckSchema,
  keyRequestSchema,
  keySchema,
  modelSchema,
  profileSchema,
  requestDetailSchema,
  requestQuerySchema,
  requestSummarySchema,
  teamAcknowledgementsSchema,
  teamSummarySchema,
  tierSchema,
} from './schemas';
import { listOf } from './schemas/primitives';

/**
 * The control plane of AI Foundation, an operation each.
 *
 * @public
 */
export const api = {
  getProfile: defineRoute({
    method: 'get',
    path: '/me',
    summary: 'Who the caller is, and what is due',
    response: profileSchema,
  }),

  getCurrentAup: defineRoute({
    method: 'get',
    path: '/aup/current',
    summary: 'The acceptable use policy in force',
    response: aupVersionSchema,
  }),
  listAupVersions: defineRoute({
    method: 'get',
    path: '/aup/versions',
    summary: 'Every published version of the policy, the newest first',
    response: z.object({ items: z.array(aupVersionSummarySchema) }),
  }),
  getAupVersion: defineRoute({
    method: 'get',
    path: '/aup/versions/{version}',
    summary: 'One version of the policy',
    params: z.object({ version: z.string() }),
    response: aupVersionSchema,
  }),
  publishAupVersion: defineRoute({
    method: 'post',
    path: '/aup/versions',
    summary: 'Publish a version of the policy; it can never be changed',
    body: z.object({
      version: z
        .string()
        .regex(
          /^\d{1,4}\.\d{1,4}$/,
          'a version is major.minor, for example 1.0',
        ),
      document: aupDocumentSchema,
    }),
    response: aupVersionSchema,
    status: 201,
  }),
  acknowledgeAup: defineRoute({
    method: 'post',
    path: '/aup/versions/{version}/acknowledgements',
    summary: 'Acknowledge the version in force, as oneself',
    params: z.object({ version: z.string() }),
    body: z.object({
      /** Of the text that was read; it must be this version's. */
      sha256: z.string(),
    }),
    response: acknowledgementSchema,
    status: 201,
  }),
  getTeamAcknowledgements: defineRoute({
    method: 'get',
    path: '/aup/acknowledgements',
    summary: 'Who of a team has acknowledged the policy in force',
    query: z.object({ team: z.string() }),
    response: teamAcknowledgementsSchema,
  }),

  listModels: defineRoute({
    method: 'get',
    path: '/models',
    summary: 'The model catalog with each approval and price in force',
    response: z.object({ items: z.array(modelSchema) }),
  }),
  decideModel: defineRoute({
    method: 'post',
    path: '/models/{namespace}/{name}/decisions',
    summary: 'Approve, suspend or retire a model as it is now',
    params: z.object({ namespace: z.string(), name: z.string() }),
    body: z.object({
      decision: z.enum(['approved', 'suspended', 'retired']),
      /** `governedSha256` of the model that was looked at. */
      governedSha256: z.string(),
      reason: z.string().trim().min(3).max(2_000),
    }),
    response: modelSchema,
    status: 201,
  }),
  listTiers: defineRoute({
    method: 'get',
    path: '/tiers',
    summary: 'The data tiers, the least sensitive first',
    response: z.object({ items: z.array(tierSchema) }),
  }),

  listCeilings: defineRoute({
    method: 'get',
    path: '/ceilings',
    summary: 'The cost ceilings, with what is spent and held now',
    query: z.object({ team: z.string().optional() }),
    response: z.object({ items: z.array(ceilingSchema) }),
  }),
  setCeiling: defineRoute({
    method: 'put',
    path: '/ceilings',
    summary: 'Set the monthly ceiling of a scope',
    body: z.object({
      scope: ceilingScopeSchema,
      /** A decimal string of dollars, more than zero. */
      amountUsd: z.string(),
      reason: z.string().trim().min(3).max(2_000),
    }),
    response: ceilingSchema,
  }),

  listKeys: defineRoute({
    method: 'get',
    path: '/keys',
    summary: "Keys of the caller's teams, or of one team or application",
    query: z.object({ owner: listOf.optional() }),
    response: z.object({ items: z.array(keySchema) }),
  }),
  checkKeyRequest: defineRoute({
    method: 'post',
    path: '/keys/check',
    summary: 'What would be decided about a key request, and why',
    body: keyRequestSchema,
    response: keyCheckSchema,
  }),
  issueKey: defineRoute({
    method: 'post',
    path: '/keys',
    summary: 'Issue a key; this answer alone holds its secret',
    body: keyRequestSchema,
    response: z.object({ key: keySchema, secret: z.string() }),
    status: 201,
  }),
  revokeKey: defineRoute({
    method: 'delete',
    path: '/keys/{id}',
    summary: 'Revoke a key; it stops working within 2 s',
    params: z.object({ id: z.string() }),
    response: keySchema,
  }),

  listRequests: defineRoute({
    method: 'get',
    path: '/requests',
    summary: 'What went through the gateway, the newest first',
    query: requestQuerySchema,
    response: z.object({
      items: z.array(requestSummarySchema),
      nextCursor: z.string().optional(),
    }),
  }),
  getRequest: defineRoute({
    method: 'get',
    path: '/requests/{id}',
    summary: "One request's whole story",
    params: z.object({ id: z.string() }),
    response: requestDetailSchema,
  }),
  getCosts: defineRoute({
    method: 'get',
    path: '/costs',
    summary: 'What was spent, by day, team, application, model or key',
    query: costQuerySchema,
    response: costReportSchema,
  }),

  listTeams: defineRoute({
    method: 'get',
    path: '/teams',
    summary: 'The teams that the caller may see, with their month so far',
    response: z.object({ items: z.array(teamSummarySchema) }),
  }),
  getTeam: defineRoute({
    method: 'get',
    path: '/teams/{namespace}/{name}',
    summary: 'One team, or a group with the sums of the teams below it',
    params: z.object({ namespace: z.string(), name: z.string() }),
    response: teamSummarySchema,
  }),

  getOpenApiDocument: defineRoute({
    method: 'get',
    path: '/openapi.json',
    summary: 'This document',
    response: z.record(z.string(), z.unknown()),
  }),
} as const;
