export { KeysTable } from './KeysTable';
