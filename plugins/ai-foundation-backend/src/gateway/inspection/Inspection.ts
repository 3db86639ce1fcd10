import { InspectionMode } from '@ai-foundation/backstage-plugin-ai-foundation-common';

/** That something is in a prompt: what and where, never its text. */
export interface Finding {
  /** Id of the rule that asked for it. */
  rule: string;
  mode: InspectionMode;
  kind: string;
  /** Which one of its kind, or the inspector that found it. */
  type?: string;
  /** JSON pointer into the body; names that are not the API's read `*`. */
  place: string;
  /** In UTF-16 units of that text. */
  start: number;
  /** Exclusive. */
  end: number;
  /** Whether it stands in a property's name, where nothing can be taken out. */
  inName?: boolean;
}

/** Why a prompt could not be inspected whole. */
export type Unread = 'too-long' | 'too-costly' | 'too-many' | 'tokens';

/** What the inspection of a prompt came to. */
export interface Inspection {
  /** Ids of the rules that it was inspected under. */
  rules: readonly string[];
  findings: readonly Finding[];
  unread: readonly Unread[];
  /** Inspectors that gave no answer, and may not be left out. */
  failed: readonly string[];
  /** Inspectors that gave no answer, and were left out. */
  leftOut: readonly string[];
}

/** A request that no rule asked to inspect. */
export const NOT_INSPECTED: Inspection = {
  rules: [],
  findings: [],
  unread: [],
  failed: [],
  leftOut: [],
};
