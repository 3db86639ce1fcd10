export { KeyIssued } from './KeyIssued';
export { KeySecret } from './KeySecret';
