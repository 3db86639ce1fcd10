import {
  ClassificationState,
  Provenance,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Origin } from '../../kernel/AuditTrail';

/** A person's word for the tier that a data source's annotation names. */
export interface ClassificationRecord {
  sourceRef: string;
  /** As the annotation named it then. */
  tier: string;
  classifiedBy: string;
  classifiedAtMs: number;
  reason: string;
  origin: Origin;
}

/** Which data sources a rule is about; all parts that are given have to match. */
export interface RuleSelector {
  type?: string;
  /** Ref of a group. */
  owner?: string;
  tag?: string;
}

/** Says what data sources of a kind are, once somebody else has reviewed it. */
export interface SourceRule {
  id: string;
  selector: RuleSelector;
  tier: string;
  reason: string;
  proposedBy: string;
  proposedAtMs: number;
  review: { by: string; atMs: number; reason: string } | undefined;
  withdrawnAtMs: number | undefined;
  origin: Origin;
}

/** How a data source stands, of its annotation and who is behind it. */
export interface SourceStanding {
  state: ClassificationState;
  problem: string | undefined;
  /** What its annotation names, where the catalog has such a tier. */
  tier: string | undefined;
  /** The tier that its data is handled as; undefined where there are no tiers. */
  countsAs: string | undefined;
  provenance: Provenance | undefined;
  suggestedTier: string | undefined;
}

/** Who names a data source. */
export interface SourceReferences {
  applications: readonly string[];
  /** Active keys of those applications. */
  keys: number;
  inventory: boolean;
}

/** A named list of data sources. */
export interface InitialSetVersion {
  id: string;
  name: string;
  sources: readonly string[];
  sha256: string;
  proposedBy: string;
  proposedAtMs: number;
  reason: string;
  approval: { by: string; atMs: number; reason: string } | undefined;
  origin: Origin;
}
