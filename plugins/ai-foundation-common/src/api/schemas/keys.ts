import { z } from 'zod';
import { instant, picoUsd } from './primitives';

/** @public */
export const keyStateSchema = z.enum([
  'active',
  'suspended',
  'expired',
  'revoked',
]);

/**
 * What a key is for: work, trying something out (short and cheap), or probes of
 * those who run the gateway.
 *
 * @public
 */
export const keyKindSchema = z.enum(['standard', 'experiment', 'validation']);
/** @public */
export type KeyKind = z.infer<typeof keyKindSchema>;

/** How much a key may use at a time; what is absent has no limit. @public */
export const keyUseLimitsSchema = z.object({
  /** Requests in any 60 seconds. */
  requestsPerMinute: z.number().int().min(1).max(10_000_000).optional(),
  /** Input and output tokens in any 60 seconds. */
  tokensPerMinute: z.number().int().min(1).max(100_000_000_000).optional(),
  /** Requests that run at the same time in one gateway process. */
  concurrency: z.number().int().min(1).max(100_000).optional(),
});
/** @public */
export type KeyUseLimits = z.infer<typeof keyUseLimitsSchema>;

/** Two secrets are valid until the overlap ends. @public */
export const keyRotationSchema = z.object({
  rotatedAt: instant,
  rotatedBy: z.string(),
  /** Until when the earlier secret works. */
  previousValidUntil: instant,
  /** Newest use of the new secret, to within seconds. */
  currentLastUsedAt: instant.optional(),
  /** Newest use of the earlier secret, to within seconds. */
  previousLastUsedAt: instant.optional(),
});
/** @public */
export type KeyRotation = z.infer<typeof keyRotationSchema>;

/** @public */
export const keySchema = z.object({
  /** The public id; logs and pages show it. */
  id: z.string(),
  kind: keyKindSchema,
  /** The team or the application that the key belongs to. */
  ownerRef: z.string(),
  teamRef: z.string(),
  applicationRef: z.string().optional(),
  purpose: z.string(),
  /** Model refs; empty means every model that the key's tier may use. */
  models: z.array(z.string()),
  tier: z.string(),
  state: keyStateSchema,
  /** Where it is suspended, why, in words. */
  suspendedBecause: z.string().optional(),
  /** Whether somebody suspended it, who may resume it. */
  suspendedBy: z.string().optional(),
  createdBy: z.string(),
  createdAt: instant,
  expiresAt: instant,
  revokedAt: instant.optional(),
  revokedBy: z.string().optional(),
  lastUsedAt: instant.optional(),
  aupVersion: z.string(),
  /** Who let it be issued: policy by itself, or a person. */
  issuance: z.enum(['automatic', 'approved']),
  approvedBy: z.string().optional(),
  /** When it was asked for; that of the issue where policy issued it at once. */
  requestedAt: instant,
  /** Of the key itself, a month, as it was issued. */
  ceilingPicoUsd: picoUsd.optional(),
  /** Its own limits, and for the others those of every key. */
  limits: keyUseLimitsSchema.optional(),
  /** Of the newest rotation, while its overlap runs. */
  rotation: keyRotationSchema.optional(),
});
/** @public */
export type Key = z.infer<typeof keySchema>;

/** @public */
export const keyRequestSchema = z.object({
  /** Entity ref of the team that the key is for. */
  owner: z.string().trim().min(1).max(300),
  /** Entity ref of the team's application that the key is for, if one. */
  application: z.string().trim().min(1).max(300).optional(),
  /** `workload` and `agent` are refused in Stage 1, and become a finding. */
  kind: z.enum([...keyKindSchema.options, 'workload', 'agent']).optional(),
  /** Id of a purpose of the current acceptable use policy. */
  purpose: z.string().trim().min(1).max(60),
  /** Refs or names of models. */
  models: z.array(z.string().trim().min(1).max(300)).min(1).max(100),
  /** Name of a data tier. */
  tier: z.string().trim().min(1).max(100),
  /** 90 for a standard key; the most that its kind may have for the others. */
  expiresInDays: z.number().int().min(1).max(3650).optional(),
  /** Decimal string of dollars that the key itself may cost a month. */
  ceilingUsd: z.string().trim().min(1).max(30).optional(),
  /** Narrower than those of every key, or with an approval, wider. */
  limits: keyUseLimitsSchema.optional(),
  /** What the requester declares: whether the software acts without a person. */
  actsAlone: z.boolean().optional(),
});
/** @public */
export type KeyRequest = z.input<typeof keyRequestSchema>;

/** @public */
export const keyCheckSchema = z.object({
  /** Whether the key would be issued at once. */
  issuable: z.boolean(),
  /** What would become of the request. */
  way: z.enum(['at-once', 'needs-approval', 'refused']),
  /** Who may approve it, where it needs that. */
  approvers: z.array(z.object({ ref: z.string(), name: z.string() })),
  checks: z.array(
    z.object({
      control: z.enum([
        'aup',
        'eligibility',
        'owner',
        'application',
        'agent',
        'kind',
        'purpose',
        'tier',
        'data-sources',
        'models',
        'ceiling',
        'limits',
        'expiry',
      ]),
      /** Whether the key may be had, at once or with an approval. */
      passed: z.boolean(),
      /** Whether it goes beyond what policy issues by itself. */
      needsApproval: z.boolean(),
      /** Why, and where it failed, the way forward. */
      reason: z.string(),
    }),
  ),
});
/** @public */
export type KeyCheck = z.infer<typeof keyCheckSchema>;
