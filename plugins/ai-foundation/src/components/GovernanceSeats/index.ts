export { SeatsPage } from './SeatsPage';
