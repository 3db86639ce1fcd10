export { Deadline } from './Deadline';
export { RelativeTime } from './RelativeTime';
export { exactTime, relativeTime } from './relativeTime';
