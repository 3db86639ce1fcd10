import { AI_FOUNDATION_API_VERSION } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { stringify } from 'yaml';

/** The fields of the form in the order of the file: JSON pointers into the entity. */
export const PROPOSAL_FIELDS = [
  '/metadata/name',
  '/metadata/title',
  '/metadata/description',
  '/spec/type',
  '/spec/lifecycle',
  '/spec/owner',
  '/spec/provider',
  '/spec/providerModel',
  '/spec/tier',
  '/spec/contextWindow',
  '/spec/maxOutputTokens',
  '/spec/prices/0/effectiveFrom',
  '/spec/prices/0/currency',
  '/spec/prices/0/unit',
  '/spec/prices/0/input',
  '/spec/prices/0/cachedInput',
  '/spec/prices/0/cacheWrite',
  '/spec/prices/0/cacheWrite1h',
  '/spec/prices/0/inputAudio',
  '/spec/prices/0/output',
  '/spec/prices/0/outputAudio',
  '/spec/prices/0/longContext/fromInputTokens',
  '/spec/prices/0/longContext/input',
  '/spec/prices/0/longContext/cachedInput',
  '/spec/prices/0/longContext/cacheWrite',
  '/spec/prices/0/longContext/cacheWrite1h',
  '/spec/prices/0/longContext/inputAudio',
  '/spec/prices/0/longContext/output',
  '/spec/prices/0/longContext/outputAudio',
  '/spec/prices/0/source',
  '/spec/prices/0/zeroReason',
  '/spec/restrictions',
  '/spec/unrestrictedBecause',
  '/spec/dataUse',
] as const;

/** One of them. */
export type ProposalField = (typeof PROPOSAL_FIELDS)[number];

/** What was typed, by field. */
export type Proposal = Readonly<Partial<Record<ProposalField, string>>>;

/** What a new proposal says already. */
export const NEW_PROPOSAL: Proposal = {
  '/spec/type': 'chat',
  '/spec/lifecycle': 'experimental',
  '/spec/prices/0/currency': 'USD',
  '/spec/prices/0/unit': 'per-million-tokens',
};

const NUMBERS = new Set<ProposalField>([
  '/spec/contextWindow',
  '/spec/maxOutputTokens',
  '/spec/prices/0/longContext/fromInputTokens',
]);
const LISTS = new Set<ProposalField>(['/spec/restrictions']);

type Node = { [key: string]: unknown };

/** The entity that a proposal makes; what is empty is left out. */
export function entityOf(proposal: Proposal) {
  const entity = {
    apiVersion: AI_FOUNDATION_API_VERSION,
    kind: 'AiModel',
    metadata: {} as Node,
    spec: {} as Node,
  };
  for (const field of PROPOSAL_FIELDS) {
    const value = valueOf(field, proposal[field] ?? '');
    if (value !== undefined) {
      setAt(entity, field.slice(1).split('/'), value);
    }
  }
  return entity;
}

/** The file, as the catalog reads it. */
export function yamlOf(proposal: Proposal): string {
  return stringify(entityOf(proposal), { lineWidth: 0 });
}

function valueOf(field: ProposalField, typed: string): unknown {
  const text = typed.trim();
  if (text === '') {
    return undefined;
  }
  if (LISTS.has(field)) {
    return text
      .split('\n')
      .map(line => line.trim())
      .filter(Boolean);
  }
  // What is no number stays as it was typed, so that it can be refused.
  return NUMBERS.has(field) && /^\d+$/.test(text) ? Number(text) : text;
}

function setAt(node: Node, [key, ...rest]: string[], value: unknown): void {
  if (rest.length === 0) {
    node[key] = value;
    return;
  }
  node[key] ??= rest[0] === '0' ? [] : {};
  setAt(node[key] as Node, rest, value);
}
