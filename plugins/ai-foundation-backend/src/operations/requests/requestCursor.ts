import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { RequestPosition } from './types';

const positionSchema = z.tuple([
  z.number().int().nonnegative(),
  z.string().min(1).max(36),
]);

/** Text for the position that a page ended at. */
export function encodeCursor({ arrivedAtMs, id }: RequestPosition): string {
  return Buffer.from(JSON.stringify([arrivedAtMs, id])).toString('base64url');
}

/** @throws InputError where it is no cursor that `encodeCursor` made. */
export function decodeCursor(cursor: string): RequestPosition {
  const position = positionSchema.safeParse(parseJson(cursor));
  if (!position.success) {
    throw new InputError(
      `'cursor' must be the 'nextCursor' of an earlier page`,
    );
  }
  const [arrivedAtMs, id] = position.data;
  return { arrivedAtMs, id };
}

function parseJson(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
