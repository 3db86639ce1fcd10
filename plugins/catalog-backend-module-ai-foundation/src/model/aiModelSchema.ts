import { aiModelSpecSchema } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { JsonObject } from '@backstage/types';
import { z } from 'zod';

const { $schema, ...spec } = z.toJSONSchema(aiModelSpecSchema, {
  target: 'draft-7',
});

/** JSON schema of an `AiModel`, without what all entities share. */
export const aiModelSchema = {
  type: 'object',
  required: ['spec'],
  properties: { spec: spec as JsonObject },
};
