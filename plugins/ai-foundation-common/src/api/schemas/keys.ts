import { z } from 'zod';
import { instant } from './primitives';

/** @public */
export const keyStateSchema = z.enum(['active', 'expired', 'revoked']);

/** @public */
export const keySchema = z.object({
  /** The public id; logs and pages show it. */
  id: z.string(),
  /** The team or the application that the key belongs to. */
  ownerRef: z.string(),
  teamRef: z.string(),
  applicationRef: z.string().optional(),
  purpose: z.string(),
  /** Model refs; empty means every model that the key's tier may use. */
  models: z.array(z.string()),
  tier: z.string(),
  state: keyStateSchema,
  createdBy: z.string(),
  createdAt: instant,
  expiresAt: instant,
  revokedAt: instant.optional(),
  revokedBy: z.string().optional(),
  lastUsedAt: instant.optional(),
  aupVersion: z.string(),
});
/** @public */
export type Key = z.infer<typeof keySchema>;

/** @public */
export const keyRequestSchema = z.object({
  /** Entity ref of the team that the key is for. */
  owner: z.string().trim().min(1).max(300),
  /** Entity ref of the team's application that the key is for, if one. */
  application: z.string().trim().min(1).max(300).optional(),
  /** Id of a purpose of the current acceptable use policy. */
  purpose: z.string().trim().min(1).max(60),
  /** Refs or names of models. */
  models: z.array(z.string().trim().min(1).max(300)).min(1).max(100),
  /** Name of a data tier. */
  tier: z.string().trim().min(1).max(100),
  expiresInDays: z.number().int().min(1).max(3650).default(90),
});
/** @public */
export type KeyRequest = z.input<typeof keyRequestSchema>;

/** @public */
export const keyCheckSchema = z.object({
  /** Whether the key would be issued. */
  issuable: z.boolean(),
  checks: z.array(
    z.object({
      control: z.enum([
        'aup',
        'owner',
        'application',
        'purpose',
        'tier',
        'models',
        'expiry',
      ]),
      passed: z.boolean(),
      /** Why, and where it failed, the way forward. */
      reason: z.string(),
    }),
  ),
});
/** @public */
export type KeyCheck = z.infer<typeof keyCheckSchema>;
