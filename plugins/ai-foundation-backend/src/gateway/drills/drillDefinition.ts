import { createHash } from 'node:crypto';
import { toScope } from '../../governance/ceilings/ceilingScopes';
import { CostCeiling } from '../../governance/ceilings/types';
import { canonicalJson } from '../../kernel/canonicalJson';
import { DrilledDefinition } from './types';

/** What a drill proves of a ceiling; a change of any of it makes the proof stale. */
export function definitionOf(ceiling: CostCeiling): DrilledDefinition {
  return {
    scope: toScope(ceiling),
    amountPicoUsd: String(ceiling.amountPicoUsd),
    window: ceiling.window,
    timeZone: ceiling.timeZone,
    thresholds: ceiling.thresholds,
  };
}

export function sha256OfDefinition(definition: DrilledDefinition): string {
  return createHash('sha256').update(canonicalJson(definition)).digest('hex');
}
