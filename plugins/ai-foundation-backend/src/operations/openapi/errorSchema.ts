import { JsonSchema } from './contractSchemas';

/** The body of every answer that is no success, as Backstage writes it. */
export const errorSchema: JsonSchema = {
  type: 'object',
  required: ['error', 'response'],
  properties: {
    error: {
      type: 'object',
      required: ['name', 'message'],
      properties: {
        name: {
          type: 'string',
          description: 'What kind of error it is, for example `NotFoundError`',
        },
        message: { type: 'string', description: 'What went wrong, in words' },
      },
    },
    request: {
      type: 'object',
      properties: {
        method: { type: 'string' },
        url: { type: 'string' },
      },
    },
    response: {
      type: 'object',
      required: ['statusCode'],
      properties: { statusCode: { type: 'integer' } },
    },
  },
};
