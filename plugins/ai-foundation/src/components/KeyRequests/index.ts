export { KeyRequestFacts } from './KeyRequestFacts';
export { KeyRequestList } from './KeyRequestList';
export { MyKeyRequests } from './MyKeyRequests';
