/** SQLSTATE classes: connection, resources, operator intervention, system. */
const POSTGRES_OUTAGE = /^(08|53|57|58)[0-9A-Z]{3}$/;
const SQLITE_OUTAGE =
  /^SQLITE_(BUSY|LOCKED|IOERR|FULL|CANTOPEN|READONLY|CORRUPT|NOTADB|PERM|AUTH)/;
const NETWORK_OUTAGE =
  /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_AGAIN)/;
/** What the drivers and the pool say without a code. */
const OUTAGE_MESSAGE =
  /connection|not queryable|unable to acquire|aborted|not open|timeout/i;

/**
 * Whether an error says that the database cannot be worked with now, so that
 * trying its batch in parts would be of no use.
 */
export function isOutage(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && code !== '') {
    return [POSTGRES_OUTAGE, SQLITE_OUTAGE, NETWORK_OUTAGE].some(pattern =>
      pattern.test(code),
    );
  }
  return OUTAGE_MESSAGE.test(String(message));
}
