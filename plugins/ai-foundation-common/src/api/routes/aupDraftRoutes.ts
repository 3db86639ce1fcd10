import { z } from 'zod';
import { defineRoute } from '../defineRoute';
import {
  aupDiffSchema,
  aupDocumentSchema,
  aupDraftSchema,
  aupDraftSummarySchema,
  aupVersionSchema,
  policyReferencesSchema,
  reviewOutcomeSchema,
  sectionReviewSchema,
  traceabilitySchema,
} from '../schemas';

const draftParams = z.object({ id: z.string() });
const versionParams = z.object({ version: z.string() });
const said = z.string().trim().min(3).max(5_000);

/** From a draft of the policy to a ratified version. @public */
export const aupDraftRoutes = {
  listAupDrafts: defineRoute({
    method: 'get',
    path: '/aup/drafts',
    summary: 'Drafts of the policy, the newest first',
    response: z.object({ items: z.array(aupDraftSummarySchema) }),
  }),

  createAupDraft: defineRoute({
    method: 'post',
    path: '/aup/drafts',
    summary: 'Start a draft from a version, or from nothing',
    body: z.object({
      /** A version; without it, the draft is empty. */
      basedOn: z.string().optional(),
    }),
    response: aupDraftSchema,
    status: 201,
  }),

  getPolicyReferences: defineRoute({
    method: 'get',
    path: '/aup/references',
    summary: 'The people, groups and data tiers that a draft can refer to',
    response: policyReferencesSchema,
  }),

  getAupDraft: defineRoute({
    method: 'get',
    path: '/aup/drafts/{id}',
    summary: 'One draft, with what it lacks and its reviews',
    params: draftParams,
    response: aupDraftSchema,
  }),

  saveAupDraft: defineRoute({
    method: 'put',
    path: '/aup/drafts/{id}',
    summary: 'Save a draft; a review of other content no longer counts',
    params: draftParams,
    body: z.object({
      /** The revision that was edited. */
      revision: z.number().int(),
      document: aupDocumentSchema,
    }),
    response: aupDraftSchema,
  }),

  discardAupDraft: defineRoute({
    method: 'delete',
    path: '/aup/drafts/{id}',
    summary: 'Discard a draft that was not published',
    params: draftParams,
    response: z.object({}),
  }),

  submitAupDraft: defineRoute({
    method: 'post',
    path: '/aup/drafts/{id}/submissions',
    summary: 'Ask the legal seat to review a draft as it is now',
    params: draftParams,
    body: z.object({ contentSha256: z.string(), summary: said }),
    response: aupDraftSchema,
    status: 201,
  }),

  reviewAupDraft: defineRoute({
    method: 'post',
    path: '/aup/drafts/{id}/reviews',
    summary: 'Review a draft from the legal seat',
    params: draftParams,
    body: z.object({
      /** Of the content that was read. */
      contentSha256: z.string(),
      outcome: reviewOutcomeSchema,
      comment: said,
      sections: z.array(sectionReviewSchema).max(5),
      /** With an approval: whether people have to acknowledge anew. */
      material: z.boolean().optional(),
    }),
    response: aupDraftSchema,
    status: 201,
  }),

  publishAupDraft: defineRoute({
    method: 'post',
    path: '/aup/drafts/{id}/publication',
    summary: 'Publish an approved draft; the version can never be changed',
    params: draftParams,
    body: z.object({
      contentSha256: z.string(),
      /** A minor change is one that the review calls non-material. */
      change: z.enum(['major', 'minor']),
    }),
    response: aupVersionSchema,
    status: 201,
  }),

  ratifyAup: defineRoute({
    method: 'post',
    path: '/aup/versions/{version}/ratification',
    summary: 'Ratify the version in force, as the executive sponsor',
    params: versionParams,
    body: z.object({
      /** Of the text that was read; it must be this version's. */
      sha256: z.string(),
      statement: said,
    }),
    response: aupVersionSchema,
    status: 201,
  }),

  diffAup: defineRoute({
    method: 'get',
    path: '/aup/diff',
    summary: 'What differs between two versions or drafts',
    query: z.object({
      from: z.string().describe('A version, or the id of a draft'),
      to: z.string().describe('A version, or the id of a draft'),
    }),
    response: aupDiffSchema,
  }),

  getAupTraceability: defineRoute({
    method: 'get',
    path: '/aup/versions/{version}/traceability',
    summary: 'How each rule of a version is enforced',
    params: versionParams,
    response: traceabilitySchema,
  }),

  exportAupTraceability: defineRoute({
    method: 'get',
    path: '/aup/versions/{version}/traceability.csv',
    summary: 'How each rule of a version is enforced, as a table',
    params: versionParams,
    response: z.string(),
    produces: 'text/csv',
  }),
} as const;
