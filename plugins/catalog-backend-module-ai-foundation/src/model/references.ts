import {
  GROUP_REFERENCE,
  TIER_REFERENCE,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';

/** A reference to a group. */
export const groupReference = {
  type: 'string',
  pattern: GROUP_REFERENCE.source,
};

/** A reference to a data tier. */
export const tierReference = { type: 'string', pattern: TIER_REFERENCE.source };
