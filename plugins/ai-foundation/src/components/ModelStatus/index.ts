export { ModelStatus } from './ModelStatus';
