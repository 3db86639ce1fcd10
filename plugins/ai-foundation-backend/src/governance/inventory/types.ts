import {
  Disposition,
  InventorySource,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Origin } from '../../kernel/AuditTrail';

export type { Disposition, InventorySource };

/** What is known of a use; whatever of it changes makes it another use. */
export interface UsageFacts {
  teamRef: string | undefined;
  tool: string;
  provider: string | undefined;
  purpose: string | undefined;
  /** Name of a tier, in lower case. */
  tier: string | undefined;
  dataSourceRefs: string[];
  sanctioned: boolean;
  /** ISO date. */
  since: string | undefined;
  ownerRef: string | undefined;
  notes: string | undefined;
}

export interface UsageItem extends UsageFacts {
  id: string;
  source: InventorySource;
  /** What a source knows the use by, so that it is not found twice. */
  sourceKey: string | undefined;
  evidence: string | undefined;
  runId: string | undefined;
  reportedBy: string;
  reportedAtMs: number;
  isNameHidden: boolean;
  disposition: Disposition;
  untilMs: number | undefined;
  dispositionReason: string | undefined;
  disposedBy: string | undefined;
  disposedAtMs: number | undefined;
  origin: Origin;
}

/** A use as a source of discovery shows it. */
export interface Finding extends UsageFacts {
  sourceKey: string;
  evidence: string;
}

export interface TeamAnswer {
  id: string;
  teamRef: string;
  answer: 'none' | 'usage';
  uses: number;
  note: string | undefined;
  answeredBy: string;
  answeredByName: string;
  answeredAtMs: number;
  origin: Origin;
}

export interface DiscoveryRun {
  id: string;
  source: InventorySource;
  fileName: string | undefined;
  sha256: string | undefined;
  ranAtMs: number;
  ranBy: string;
  scanned: number;
  found: number;
  added: number;
  origin: Origin;
}

export interface Declaration {
  id: string;
  statement: string;
  /** Canonical JSON of what was declared complete. */
  snapshot: string;
  sha256: string;
  declaredBy: string;
  declaredAtMs: number;
  origin: Origin;
}

/** Decides what happens with a use. */
export interface DispositionChoice {
  disposition: Exclude<Disposition, 'unknown'>;
  /** ISO date. */
  until?: string;
  reason: string;
  owner?: string;
  team?: string;
}

/** Everything that the inventory's state follows from. */
export interface InventoryRecords {
  /** The newest answer of each team. */
  answers: TeamAnswer[];
  /** Those that were not withdrawn. */
  items: UsageItem[];
  runs: DiscoveryRun[];
}
