export { TeamRoutes } from './TeamRoutes';
