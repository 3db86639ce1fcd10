import {
  TranslationRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { JSX } from 'react';
import { aiFoundationTranslationRef } from '../translation';

type Messages = (typeof aiFoundationTranslationRef)['T'];

type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';

/** The name of a string; those of one plural share it. */
export type MessageKey = {
  [Key in keyof Messages]: Key extends `${infer Base}_${PluralForm}`
    ? Base
    : Key;
}[keyof Messages];

/**
 * Looks a string up. Backstage's own type derives the values from every message
 * at each call, which takes the compiler minutes for as many as there are here.
 */
export interface Translate {
  (key: MessageKey, values?: Record<string, string | number>): string;
  (
    key: MessageKey,
    values: Record<string, string | number | JSX.Element>,
  ): JSX.Element;
}

/** The strings of the pages, in the portal's language. */
export function useMessages(): { t: Translate } {
  return useTranslationRef(
    aiFoundationTranslationRef as TranslationRef<
      string,
      Record<string, string>
    >,
  );
}
