/** The API version of the kinds `AiModel` and `DataTier`. @public */
export const AI_FOUNDATION_API_VERSION = 'ai-foundation.dev/v1alpha1';

/**
 * Classifies a data source (a `Resource`): its value is the name or entity ref
 * of a `DataTier`. @public
 */
export const ANNOTATION_DATA_TIER = 'ai-foundation.dev/data-tier';

/** A data source is `classifiedAs` a tier. @public */
export const RELATION_CLASSIFIED_AS = 'classifiedAs';
/** A tier `classifies` data sources. @public */
export const RELATION_CLASSIFIES = 'classifies';
/** A model is `approvedFor` a tier, and for every tier of a lower rank. @public */
export const RELATION_APPROVED_FOR = 'approvedFor';
/** A tier `approves` models. @public */
export const RELATION_APPROVES = 'approves';

/** Names who answers for a group: its value is the entity ref of a user. @public */
export const ANNOTATION_LEAD = 'ai-foundation.dev/lead';
