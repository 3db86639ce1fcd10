export { ErrorNotice } from './ErrorNotice';
export { ActionError } from './ActionError';
export { statusOf } from './describeError';
