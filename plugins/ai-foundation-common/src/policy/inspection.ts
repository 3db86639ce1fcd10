import { InspectionMode, InspectionTerms } from '../api/schemas';

/** Something that the gateway can find in a prompt. @public */
export interface InspectionKind {
  id: string;
  /** In the singular: "e-mail address". */
  title: string;
  /** Id of the control that a rule names to have it looked for. */
  control: string;
}

/** The control whose kinds are those of the inspectors that modules add. @public */
export const EXTERNAL_INSPECTION = 'inspection.external';

/** Everything that the gateway finds by itself. @public */
export const inspectionKinds: readonly InspectionKind[] = [
  { id: 'secret', title: 'secret', control: 'inspection.secrets' },
  ...[
    { id: 'email', title: 'e-mail address' },
    { id: 'phone', title: 'phone number' },
    { id: 'iban', title: 'bank account number (IBAN)' },
    { id: 'payment-card', title: 'payment card number' },
    { id: 'national-id', title: 'national identity number' },
  ].map(kind => ({ ...kind, control: 'inspection.personal-data' })),
];

/** Whether a rule that names this control says terms of inspection. @public */
export function isInspection(control: string): boolean {
  return control.startsWith('inspection.');
}

/** What becomes of a request that cannot be inspected whole. @public */
export function uninspectedOf(terms: InspectionTerms): 'pass' | 'block' {
  return terms.uninspected ?? (terms.mode === 'observe' ? 'pass' : 'block');
}

const VERBS: Record<InspectionMode, string> = {
  observe: 'records',
  redact: 'takes out',
  block: 'blocks',
};

/**
 * What a control does under its terms, as the canonical text says it: "blocks
 * secrets in prompts, for external models".
 *
 * @public
 */
export function inspectionWords(
  title: string,
  { mode, kinds, tiers, purposes, models, uninspected }: InspectionTerms,
): string {
  return [
    `${VERBS[mode]} ${title}`,
    ...(kinds ? [`of the kinds ${kinds.join(', ')}`] : []),
    ...(models === 'external' ? ['for external models'] : []),
    ...(tiers ? [`for data of the tiers ${tiers.join(', ')}`] : []),
    ...(purposes ? [`for the purposes ${purposes.join(', ')}`] : []),
    ...(uninspected
      ? [
          uninspected === 'block'
            ? 'and refuses what it cannot inspect'
            : 'and lets pass what it cannot inspect',
        ]
      : []),
  ].join(', ');
}
