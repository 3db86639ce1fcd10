import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');
export const SOURCES = import.meta.dirname;
export const RESULTS = join(ROOT, 'bench', 'results');
export const PERFORMANCE_PAGE = join(ROOT, 'docs', 'performance.md');
/** What the benchmark fetches and writes on its way; may be deleted at any time. */
export const WORKSPACE = join(ROOT, '.toolchain', 'bench');
export const LOGS = join(ROOT, '.toolchain', 'logs');
export const NODE_TRANSFORM = [
  '--require',
  '@backstage/cli/config/nodeTransform.cjs',
];
