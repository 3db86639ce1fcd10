import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useAnswer } from './useAnswer';

/** How is the gateway now? */
export function useGatewayHealth() {
  return useAnswer(api.getGatewayHealth, {}, { refreshSeconds: 10 });
}
