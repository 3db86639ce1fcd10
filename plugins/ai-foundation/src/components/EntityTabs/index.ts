export { ComponentTab } from './ComponentTab';
export { GroupTab } from './GroupTab';
