import { appLanguageApiRef, useApi } from '@backstage/frontend-plugin-api';

/** The language that the portal is read in, for dates and numbers. */
export function useLanguage(): string {
  return useApi(appLanguageApiRef).getLanguage().language;
}
