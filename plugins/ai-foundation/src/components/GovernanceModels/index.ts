export { ModelDecisionsPage } from './ModelDecisionsPage';
