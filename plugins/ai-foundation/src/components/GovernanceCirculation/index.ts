export { CirculationRoutes } from './CirculationRoutes';
