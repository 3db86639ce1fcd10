/**
 * AI Foundation pages, entity tabs and cards.
 *
 * @packageDocumentation
 */

export { aiFoundationPlugin as default } from './plugin';
export { aiFoundationIconsModule } from './aiFoundationIconsModule';
export { aiFoundationApiRef } from './api/aiFoundationApiRef';
export type { AiFoundationApi } from './api/aiFoundationApiRef';
export { aiFoundationTranslationRef } from './translation';
