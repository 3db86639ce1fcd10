import { isDay } from '../DayField';

/** A use as it is being typed. */
export interface UsageDraft {
  tool: string;
  purpose: string;
  tier: string | undefined;
  since: string;
  sanctioned: boolean;
  dataSources: string;
  notes: string;
  /** Told before, and kept when a team answers again. */
  provider?: string;
  owner?: string;
}

export const emptyUsage: UsageDraft = {
  tool: '',
  purpose: '',
  tier: undefined,
  since: '',
  sanctioned: false,
  dataSources: '',
  notes: '',
};

/** Whether it says enough to be sent. */
export function isComplete({ tool, purpose, since }: UsageDraft): boolean {
  return (
    tool.trim().length >= 2 &&
    purpose.trim().length >= 3 &&
    (since.trim() === '' || isDay(since))
  );
}

export function toUsage(draft: UsageDraft) {
  return {
    tool: draft.tool.trim(),
    purpose: draft.purpose.trim(),
    provider: draft.provider,
    owner: draft.owner,
    tier: draft.tier,
    since: draft.since.trim() || undefined,
    sanctioned: draft.sanctioned,
    dataSources: draft.dataSources
      .split(',')
      .map(name => name.trim())
      .filter(Boolean),
    notes: draft.notes.trim() || undefined,
  };
}
