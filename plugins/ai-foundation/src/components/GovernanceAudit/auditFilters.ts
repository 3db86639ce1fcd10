import { AuditQuery } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Filters } from '../../hooks/useFilters';
import { auditMessages } from '../../messages/audit';

const HOUR_MS = 60 * 60 * 1000;

/** Time ranges to choose from, in hours. */
export const RANGES = {
  '24h': 24,
  '7d': 168,
  '30d': 720,
  '90d': 2160,
} as const;

/** What acts are about: their actions begin with it and a dot. */
export type AuditArea = keyof typeof auditMessages.areas;

export const AREAS = Object.keys(auditMessages.areas) as AuditArea[];

export function isArea(text: string | undefined): text is AuditArea {
  return text !== undefined && Object.hasOwn(auditMessages.areas, text);
}

/** A time range of the address; unknown words ask for any time. */
export function rangeOf(filters: Filters): keyof typeof RANGES | undefined {
  const range = filters.get('range');
  return range !== undefined && Object.hasOwn(RANGES, range)
    ? (range as keyof typeof RANGES)
    : undefined;
}

/** What the filters in the address ask for. */
export function queryOf(filters: Filters, now: Date): AuditQuery {
  const range = rangeOf(filters);
  const area = filters.get('about');
  const origin = filters.get('origin');
  return {
    text: filters.get('text'),
    action: isArea(area) ? `${area}.` : undefined,
    actor: filters.get('who'),
    subject: filters.get('subject'),
    origin: origin === 'user' || origin === 'demo' ? origin : undefined,
    from:
      range && new Date(now.getTime() - RANGES[range] * HOUR_MS).toISOString(),
  };
}
