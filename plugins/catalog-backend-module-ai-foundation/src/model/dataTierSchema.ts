import { groupReference } from './references';

/** JSON schema of a `DataTier`, without what all entities share. */
export const dataTierSchema = {
  type: 'object',
  required: ['spec'],
  properties: {
    spec: {
      type: 'object',
      required: ['rank', 'owner', 'criteria', 'handling'],
      additionalProperties: false,
      properties: {
        rank: {
          type: 'integer',
          minimum: 1,
          description: 'Sensitivity; a higher rank is more sensitive.',
        },
        owner: {
          ...groupReference,
          description: 'The group that answers for the tier.',
        },
        criteria: {
          type: 'array',
          minItems: 1,
          items: { type: 'string', minLength: 3 },
          description: 'When data belongs here, a sentence each.',
        },
        handling: {
          type: 'object',
          required: ['externalProviders', 'contentLogging'],
          additionalProperties: false,
          properties: {
            externalProviders: {
              type: 'string',
              enum: ['allowed', 'logged', 'exemption-only'],
              description: 'Whether its data may reach external providers.',
            },
            contentLogging: {
              type: 'string',
              enum: ['never', 'allowed'],
              description: 'Whether prompts and answers may be kept.',
            },
          },
        },
      },
    },
  },
};
