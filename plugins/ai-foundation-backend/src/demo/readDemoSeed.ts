import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { InputError } from '@backstage/errors';
import {
  AUP_SECTION_IDS,
  aupDocumentSchema,
  aupRuleSchema,
  ceilingChoiceSchema,
  seatSchema,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { parse } from 'yaml';
import { z } from 'zod';
import { dataSeedSchema } from './seedData';
import { inventorySeedSchema } from './seedInventory';
import { keyRequestSeedSchema } from './seedKeyRequests';
import { workingGroupSeedSchema } from './seedWorkingGroup';

const userRef = z
  .string()
  .regex(
    /^user:[a-z0-9-]+\/\S+$/,
    'must be a full ref of a user, in lower case',
  );
const reason = z.string().trim().min(3);

const demoSeedSchema = z.strictObject({
  seats: z.array(
    z.strictObject({
      seat: seatSchema,
      user: userRef,
      appointedBy: userRef,
      title: z.string(),
      mandate: z.string().optional(),
      reviewInDays: z.number().int().positive().optional(),
    }),
  ),
  workingGroup: workingGroupSeedSchema.optional(),
  inventory: inventorySeedSchema.optional(),
  data: dataSeedSchema.optional(),
  keyRequests: keyRequestSeedSchema.optional(),
  aup: z.strictObject({
    draftedBy: userRef,
    summary: reason,
    reviewedBy: userRef,
    review: reason,
    publishedBy: userRef,
    /** A planned rule's date may be a number of days, as `P100D`. */
    document: aupDocumentSchema,
    /** Who has acknowledged it since; the others are still asked. */
    acknowledgedBy: z.array(userRef).optional(),
    /** What a draft that waits for its review says otherwise. */
    nextDraft: z
      .strictObject({
        summary: reason,
        rules: z.array(
          aupRuleSchema.extend({ section: z.enum(AUP_SECTION_IDS) }),
        ),
      })
      .optional(),
  }),
  modelDecisions: z.array(
    z.strictObject({
      model: z
        .string()
        .regex(/^aimodel:[a-z0-9-]+\/\S+$/, 'must be a full ref of a model'),
      decision: z.enum(['approved', 'suspended', 'retired']),
      decidedBy: userRef,
      reason,
    }),
  ),
  ceilings: z.array(
    z.strictObject({
      ...ceilingChoiceSchema.shape,
      setBy: userRef,
      /** A raise that waits for its decision. */
      raiseRequest: z
        .strictObject({
          amountUsd: z.string(),
          days: z.number().int().min(1),
          requestedBy: userRef,
          reason,
        })
        .optional(),
    }),
  ),
});

/** What the governance of the example company has decided. */
export type DemoSeed = z.infer<typeof demoSeedSchema>;

/**
 * @param path - of a YAML file, relative to the working directory, as the
 *   targets of the catalog's file locations are.
 * @throws InputError naming each field that is wrong.
 */
export function readDemoSeed(path: string): DemoSeed {
  const file = resolve(path);
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new InputError(`aiFoundation.demoSeed: cannot read ${file}`, error);
  }
  const result = demoSeedSchema.safeParse(content);
  if (!result.success) {
    throw new InputError(
      `aiFoundation.demoSeed: ${file} is not valid:\n${z.prettifyError(
        result.error,
      )}`,
    );
  }
  return result.data;
}
