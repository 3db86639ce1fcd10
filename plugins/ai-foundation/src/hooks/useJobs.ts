import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useAnswer } from './useAnswer';

/** Does the work that runs by itself run? */
export function useJobs() {
  return useAnswer(api.listJobs, {}, { refreshSeconds: 60 });
}
