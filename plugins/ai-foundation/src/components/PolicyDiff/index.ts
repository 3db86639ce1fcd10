export { PolicyDiff } from './PolicyDiff';
