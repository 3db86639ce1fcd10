import { readFileSync, writeFileSync } from 'node:fs';
import { PERFORMANCE_PAGE } from '../paths.ts';
import type { Report } from './Report.ts';
import { table } from './table.ts';

const BEGIN = '<!-- figures: written by npm run bench -- --page=<file> -->';
const END = '<!-- end of figures -->';

/** Puts the figures of a run into docs/performance.md. */
export function writePage(file: string): void {
  const report: Report = JSON.parse(readFileSync(file, 'utf8'));
  const page = readFileSync(PERFORMANCE_PAGE, 'utf8');
  const [before] = page.split(BEGIN);
  const [, after] = page.split(END);
  writeFileSync(
    PERFORMANCE_PAGE,
    `${before}${BEGIN}\n\n${table(report)}\n\n${END}${after}`,
  );
}
