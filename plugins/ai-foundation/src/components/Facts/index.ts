export { Fact, Facts, Sentences } from './Facts';
