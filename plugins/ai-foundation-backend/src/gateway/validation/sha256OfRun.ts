import { createHash } from 'node:crypto';
import { ValidationCheck } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { canonicalJson } from '../../kernel/canonicalJson';
import { RecordedRun } from './types';

/** Covers all of a run and of its checks, so that neither can be changed unseen. */
export function sha256OfRun(
  run: RecordedRun,
  checks: readonly ValidationCheck[],
): string {
  return createHash('sha256')
    .update(canonicalJson({ ...run, sha256: undefined, checks }))
    .digest('hex');
}
