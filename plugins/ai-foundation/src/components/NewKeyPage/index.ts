export { NewKeyPage } from './NewKeyPage';
