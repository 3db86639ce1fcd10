export { KeyLimits } from './KeyLimits';
