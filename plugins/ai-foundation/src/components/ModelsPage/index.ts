export { ModelRoutes } from './ModelRoutes';
