import { PolicyReferences } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { CatalogSnapshot } from '../../kernel/CatalogView';
import { instant } from '../../kernel/instant';

/** What a policy can refer to at an instant. */
export function policyReferences(
  { tiers, groups, people }: CatalogSnapshot,
  nowMs: number,
): PolicyReferences {
  return { tiers, groups, people, today: instant(nowMs).slice(0, 10) };
}
