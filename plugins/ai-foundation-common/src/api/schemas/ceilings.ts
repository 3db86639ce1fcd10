import { z } from 'zod';
import { instant, picoUsd } from './primitives';

/** @public */
export const ceilingScopeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('organisation') }),
  z.object({ kind: z.literal('team'), ref: z.string() }),
  z.object({ kind: z.literal('application'), ref: z.string() }),
  z.object({ kind: z.literal('key'), ref: z.string() }),
  z.object({ kind: z.literal('model'), ref: z.string() }),
]);
/** @public */
export type CeilingScope = z.infer<typeof ceilingScopeSchema>;

/** @public */
export const ceilingSchema = z.object({
  id: z.string(),
  scope: ceilingScopeSchema,
  amountPicoUsd: picoUsd,
  window: z.literal('month'),
  timeZone: z.string(),
  response: z.literal('stop'),
  setBy: z.string(),
  setAt: instant,
  /** The window that is running now. */
  current: z.object({
    /** For example `2026-11`. */
    window: z.string(),
    committedPicoUsd: picoUsd,
    heldPicoUsd: picoUsd,
  }),
});
/** @public */
export type Ceiling = z.infer<typeof ceilingSchema>;
