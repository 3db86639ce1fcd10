import {
  AupDocument,
  AupRule,
  gatewayControl,
  PolicyReferences,
  TraceabilityRow,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { stringify } from 'csv-stringify/sync';

const COLUMNS: ReadonlyArray<keyof TraceabilityRow> = [
  'rule',
  'section',
  'statement',
  'enforcement',
  'control',
  'resolved',
  'owner',
  'date',
  'acceptedRisk',
];

/** How each rule is enforced, and whether what it names is there today. */
export function traceabilityOf(
  { sections }: AupDocument,
  references: PolicyReferences,
): TraceabilityRow[] {
  return sections.flatMap(section =>
    section.rules.map(rule => ({
      rule: rule.id,
      section: section.id,
      statement: rule.statement,
      ...enforcementOf(rule, references),
    })),
  );
}

/** As a table for a spreadsheet. */
export function traceabilityCsv(rows: readonly TraceabilityRow[]): string {
  return stringify([...rows], {
    header: true,
    columns: [...COLUMNS],
    // A cell that begins like a formula would be run by a spreadsheet.
    escape_formulas: true,
    cast: { boolean: value => (value ? 'yes' : 'no') },
  });
}

function enforcementOf(
  { enforcement }: AupRule,
  { people, today }: PolicyReferences,
): Omit<TraceabilityRow, 'rule' | 'section' | 'statement'> {
  if (!enforcement) {
    return { enforcement: 'none', resolved: false };
  }
  switch (enforcement.kind) {
    case 'automated':
      return {
        enforcement: 'automated',
        control: enforcement.control,
        resolved: gatewayControl(enforcement.control) !== undefined,
      };
    case 'manual':
      return {
        enforcement: 'manual',
        owner: enforcement.ownerRef,
        resolved: people.has(enforcement.ownerRef),
      };
    default:
      return {
        enforcement: 'planned',
        owner: enforcement.acceptedBy,
        date: enforcement.by,
        acceptedRisk: enforcement.acceptedRisk,
        // Once its date has passed, nothing enforces it and nobody accepts that.
        resolved: people.has(enforcement.acceptedBy) && enforcement.by > today,
      };
  }
}
