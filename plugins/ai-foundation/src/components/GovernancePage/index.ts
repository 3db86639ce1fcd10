export { GovernanceRoutes } from './GovernanceRoutes';
