export {
  chooseModel,
  CHOSEN,
  chosenModels,
  MAX_CHOSEN,
  MIN_CHOSEN,
} from './chosenModels';
export { ModelComparisonPage } from './ModelComparisonPage';
