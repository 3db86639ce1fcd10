export { TierName } from './TierName';
