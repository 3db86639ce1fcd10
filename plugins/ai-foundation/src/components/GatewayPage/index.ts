export { GatewayRoutes } from './GatewayRoutes';
