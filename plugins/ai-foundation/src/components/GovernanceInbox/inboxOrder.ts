import {
  InboxItem,
  InboxKind,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';

/** What others wait for; everything else is a person's own to do. */
const DECISIONS: ReadonlySet<InboxKind> = new Set<InboxKind>([
  'review-policy',
  'ratify-policy',
  'decide-model',
  'decide-exemption',
  'decide-key-request',
  'decide-ceiling-raise',
  'dispose-inventory',
  'approve-initial-set',
  'classify-data-source',
  'triage-finding',
]);

export function isDecision({ kind }: InboxItem): boolean {
  return DECISIONS.has(kind);
}

export function isLate({ due }: InboxItem, now: Date): boolean {
  return due !== undefined && new Date(due) < now;
}

/** Late ones first, then by what is due soonest, then the oldest. */
export function inOrder(items: InboxItem[], now: Date): InboxItem[] {
  const rank = (item: InboxItem) => [
    isLate(item, now) ? 0 : 1,
    item.due ? Date.parse(item.due) : Number.POSITIVE_INFINITY,
    Date.parse(item.since),
  ];
  return [...items].sort((one, other) => {
    const ranks = rank(other);
    const [difference = 0] = rank(one)
      .map((value, index) =>
        value < ranks[index] ? -1 : Number(value > ranks[index]),
      )
      .filter(Boolean);
    return difference;
  });
}
