export { AuditRoutes } from './AuditRoutes';
export { SubjectHistory } from './SubjectHistory';
