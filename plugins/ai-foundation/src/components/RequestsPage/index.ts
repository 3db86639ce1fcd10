export { RequestRoutes } from './RequestRoutes';
export { RequestsPage } from './RequestsPage';
