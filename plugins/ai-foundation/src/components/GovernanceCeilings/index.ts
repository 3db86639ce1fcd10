export { CeilingsPage } from './CeilingsPage';
