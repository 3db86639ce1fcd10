export { UsageFields } from './UsageFields';
export { emptyUsage, isComplete, toUsage } from './usageDraft';
export type { UsageDraft } from './usageDraft';
