export { costOfRequest } from './costOfRequest';
export { TokenFields, TYPICAL_REQUEST } from './TokenFields';
export type { RequestSize } from './TokenFields';
