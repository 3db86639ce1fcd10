import { CeilingDrill } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Origin } from '../../kernel/AuditTrail';

/** What of a ceiling a drill proves. */
export type DrilledDefinition = CeilingDrill['definition'];

/** What was seen; amounts are strings of pico-dollars. */
export interface DrillRecord {
  /** The sandbox's ceiling, by which its events are found. */
  sandboxId: string;
  sandboxAmountPicoUsd: string;
  tried: number;
  admitted: number;
  throttled: number;
  stopped: number;
  /** From the ledger's rows. */
  costPicoUsd: string;
  firstRefusalMs?: number;
}

/** One drill, as it is kept. */
export interface Drill {
  id: string;
  ceilingId: string;
  definition: DrilledDefinition;
  definitionSha256: string;
  runBy: string;
  runAtMs: number;
  record: DrillRecord;
  origin: Origin;
}
