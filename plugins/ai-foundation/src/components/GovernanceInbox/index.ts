export { InboxList } from './InboxList';
export { InboxPage } from './InboxPage';
export { isDecision } from './inboxOrder';
