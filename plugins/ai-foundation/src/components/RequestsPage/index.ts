export { FilterSelect } from './FilterSelect';
export { RequestRoutes } from './RequestRoutes';
export { RequestsPage } from './RequestsPage';
