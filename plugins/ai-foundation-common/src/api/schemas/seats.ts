import { z } from 'zod';

/** @public */
export const seatSchema = z.enum([
  'sponsor',
  'engineering',
  'security',
  'legal',
  'finance',
]);
/** A function that a person holds for the whole organisation. @public */
export type Seat = z.infer<typeof seatSchema>;
