import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useAnswer } from './useAnswer';

/** What has the gateway proved about itself? */
export function useValidation() {
  return useAnswer(api.getValidation, {}, { refreshSeconds: 30 });
}
