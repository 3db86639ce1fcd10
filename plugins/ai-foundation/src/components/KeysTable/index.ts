export { KeysTable } from './KeysTable';
export { expiresSoon } from './keyState';
