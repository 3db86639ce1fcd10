/**
 * The kinds AiModel and DataTier for the catalog backend.
 *
 * @packageDocumentation
 */

export { catalogModuleAiFoundation as default } from './module';
