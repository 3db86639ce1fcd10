export { KeyIssued } from './KeyIssued';
