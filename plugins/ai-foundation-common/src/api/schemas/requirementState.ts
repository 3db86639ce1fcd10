import { z } from 'zod';

/** Where the organisation is with something that it needs. @public */
export const requirementStateSchema = z.object({
  /** For example `sponsor`. */
  id: z.string(),
  /** `stale` is what was met, and is not any more. */
  state: z.enum(['met', 'not-met', 'stale']),
  /** In words; what is missing, or what shows that it is met. */
  reasons: z.array(z.string()),
  /** What the state was computed from. */
  inputs: z.record(z.string(), z.unknown()),
});
/** @public */
export type RequirementState = z.infer<typeof requirementStateSchema>;
