import {
  TranslationFunction,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { aiFoundationTranslationRef } from '../translation';

/** Looks a string up. */
export type Translate = TranslationFunction<
  (typeof aiFoundationTranslationRef)['T']
>;

/** The strings of the pages, in the portal's language. */
export function useMessages(): { t: Translate } {
  return useTranslationRef(aiFoundationTranslationRef);
}
