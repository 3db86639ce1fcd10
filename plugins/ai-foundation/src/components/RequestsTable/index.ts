export { RequestsTable } from './RequestsTable';
export { Outcome } from './Outcome';
export { seconds } from './seconds';
export { requestColumns } from './requestColumns';
