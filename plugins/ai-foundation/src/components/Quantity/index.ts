export { Quantity } from './Quantity';
