export { DayField, isDay } from './DayField';
