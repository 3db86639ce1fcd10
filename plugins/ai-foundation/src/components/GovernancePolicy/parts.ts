import { AUP_SECTION_IDS } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Translate } from '../../hooks/useMessages';

/** What the editor shows at a time. */
export const PART_IDS = [
  'general',
  'eligible',
  'purposes',
  ...AUP_SECTION_IDS,
] as const;

export type PartId = (typeof PART_IDS)[number];

/** What people call a part. */
export function partName(id: PartId, t: Translate): string {
  switch (id) {
    case 'general':
    case 'eligible':
    case 'purposes':
      return t(`policyDrafts.parts.${id}`);
    default:
      return t(`policy.sections.${id}`);
  }
}
