export { CeilingMeter } from './CeilingMeter';
