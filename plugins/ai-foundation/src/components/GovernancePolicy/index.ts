export { PolicyDrafts } from './PolicyDrafts';
