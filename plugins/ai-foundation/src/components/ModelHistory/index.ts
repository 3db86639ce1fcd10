export { FieldChanges } from './FieldChanges';
export { ModelHistory } from './ModelHistory';
export { PriceHistory } from './PriceHistory';
