/** Text that a spreadsheet shows as it is: a leading `=` and its like would run. */
function cellOf(value: string): string {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** Rows as CSV (RFC 4180), the header first. */
export function toCsv(rows: string[][]): string {
  return rows.map(row => `${row.map(cellOf).join(',')}\r\n`).join('');
}
