export { isReason, ReasonField } from './ReasonField';
