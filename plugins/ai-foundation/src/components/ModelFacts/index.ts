export { ModelFacts } from './ModelFacts';
export { ModelPriceTable } from './ModelPriceTable';
