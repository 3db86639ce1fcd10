import { isOutage } from './isOutage';

const error = (message: string, code?: string) =>
  Object.assign(new Error(message), code === undefined ? {} : { code });

describe('isOutage', () => {
  it.each([
    error('connect ECONNREFUSED 127.0.0.1:5432', 'ECONNREFUSED'),
    error('terminating connection due to administrator command', '57P01'),
    error('the database system is starting up', '57P03'),
    error('sorry, too many clients already', '53300'),
    error('could not extend file: No space left on device', '53100'),
    error('Connection terminated unexpectedly'),
    error('Client has encountered a connection error and is not queryable'),
    error('Unable to acquire a connection'),
    error('Knex: Timeout acquiring a connection. The pool is probably full.'),
    error('database is locked', 'SQLITE_BUSY'),
    error('database or disk is full', 'SQLITE_FULL'),
    error('The database connection is not open'),
  ])('is one: %s', outage => {
    expect(isOutage(outage)).toBe(true);
  });

  it.each([
    error('unsupported Unicode escape sequence', '22P05'),
    error('insert violates foreign key constraint', '23503'),
    error('deadlock detected', '40P01'),
    error('FOREIGN KEY constraint failed', 'SQLITE_CONSTRAINT_FOREIGNKEY'),
    error('integer overflow', 'SQLITE_ERROR'),
    new RangeError('No amount for one request: -1 pico-dollars'),
  ])('is none: %s', other => {
    expect(isOutage(other)).toBe(false);
  });
});
