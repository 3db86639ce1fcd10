export { Status } from './Status';
export type { Tone } from './Status';
