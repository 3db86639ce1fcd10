export { Controls } from './Controls';
export { RequestPage } from './RequestPage';
