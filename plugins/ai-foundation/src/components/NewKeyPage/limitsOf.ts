import { KeyUseLimits } from '@ai-foundation/backstage-plugin-ai-foundation-common';

export const LIMIT_NAMES = [
  'requestsPerMinute',
  'tokensPerMinute',
  'concurrency',
] as const;

/** Limits while they are being filled in, as text. */
export type LimitDraft = Partial<Record<(typeof LIMIT_NAMES)[number], string>>;

/** The limits that a draft asks for; none where it says nothing. */
export function limitsOf(draft: LimitDraft): KeyUseLimits | undefined {
  const entries = LIMIT_NAMES.flatMap(name => {
    const text = draft[name]?.replace(/[\s,]/g, '') ?? '';
    return text === '' ? [] : [[name, Number(text)] as const];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
