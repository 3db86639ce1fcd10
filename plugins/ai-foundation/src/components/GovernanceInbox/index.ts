export { InboxList } from './InboxList';
export { InboxPage } from './InboxPage';
