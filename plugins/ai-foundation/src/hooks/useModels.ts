import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useAnswer } from './useAnswer';

/** Which models are there, and which are approved? */
export function useModels() {
  return useAnswer(api.listModels);
}
