import { AiFoundationClient } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { createApiRef } from '@backstage/frontend-plugin-api';

/**
 * The control plane as the pages use it.
 *
 * @public
 */
export type AiFoundationApi = Pick<AiFoundationClient, 'call'>;

/** @public */
export const aiFoundationApiRef = createApiRef<AiFoundationApi>().with({
  id: 'plugin.ai-foundation.client',
  pluginId: 'ai-foundation',
});
