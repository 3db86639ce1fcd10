import { z } from 'zod';
import { instant } from './primitives';

/** A figure that a control's state follows from. @public */
export const gatewayMeasureSchema = z.object({
  /** What was measured, in words: "age of the snapshot". */
  name: z.string(),
  value: z.number(),
  unit: z.enum(['ms', 'requests', 'connections', 'percent']),
  /** Past it the control does not work. */
  limit: z.number().optional(),
});
/** @public */
export type GatewayMeasure = z.infer<typeof gatewayMeasureSchema>;

/** @public */
export const gatewayControlStateSchema = z.enum([
  'working',
  /** It works, but not as well as it should. */
  'degraded',
  'failed',
]);
/** @public */
export type GatewayControlState = z.infer<typeof gatewayControlStateSchema>;

/** How one control of one gateway is, and what happens to requests where it fails. @public */
export const gatewayControlHealthSchema = z.object({
  /** For example `policy`, `catalog`, `ledger`, `clock`, or `upstream:openai`. */
  id: z.string(),
  title: z.string(),
  state: gatewayControlStateSchema,
  /** Whether requests that need it are refused or go on where it fails. */
  failMode: z.enum(['closed', 'open']),
  /** What happens to requests where it fails, in words. */
  effect: z.string(),
  /** Why it does not work, in words. */
  reason: z.string().optional(),
  measures: z.array(gatewayMeasureSchema),
});
/** @public */
export type GatewayControlHealth = z.infer<typeof gatewayControlHealthSchema>;

/** @public */
export const gatewayReplicaStateSchema = z.enum([
  /** Every control works. */
  'ready',
  /** It serves, though not everything works. */
  'degraded',
  /** It refuses every request. */
  'not-ready',
  /** It lets running requests end, and takes no new ones. */
  'stopping',
  /** It has not reported for a while, and may be dead. */
  'silent',
]);
/** @public */
export type GatewayReplicaState = z.infer<typeof gatewayReplicaStateSchema>;

/** One process that serves the data plane, as it last reported. @public */
export const gatewayReplicaSchema = z.object({
  /** New with each start of the process; the ledger's rows name it too. */
  id: z.string(),
  /** A portal with its data plane, or a data plane alone. */
  role: z.enum(['portal', 'data-plane']),
  /** Name of its machine and number of its process. */
  host: z.string(),
  version: z.string(),
  startedAt: instant,
  reportedAt: instant,
  state: gatewayReplicaStateSchema,
  /** Whether it is the one that answers. */
  answering: z.boolean(),
  /** Requests that are at a provider now. */
  running: z.number().int().nonnegative(),
  /** Whether it listens on a port of its own. */
  ownListener: z.boolean(),
  controls: z.array(gatewayControlHealthSchema),
});
/** @public */
export type GatewayReplica = z.infer<typeof gatewayReplicaSchema>;

/** @public */
export const gatewayHealthSchema = z.object({
  /** The worst of the replicas that are not silent. */
  state: gatewayReplicaStateSchema,
  checkedAt: instant,
  /** Where clients reach the data plane, without a dialect's path. */
  baseUrl: z.url(),
  /** The one that answers is first. */
  replicas: z.array(gatewayReplicaSchema),
});
/** @public */
export type GatewayHealth = z.infer<typeof gatewayHealthSchema>;
