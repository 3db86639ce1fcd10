export { SpendSection } from './SpendSection';
