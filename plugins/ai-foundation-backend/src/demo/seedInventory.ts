import { reportedUsageSchema } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { z } from 'zod';
import { Governance } from '../governance/createGovernance';
import { CatalogSnapshot } from '../kernel/CatalogView';

/** What teams have answered and people reported, and what was decided about it. */
export const inventorySeedSchema = z.strictObject({
  answers: z.array(
    z.strictObject({
      team: z.string(),
      answeredBy: z.string(),
      note: z.string().optional(),
      usage: z.array(reportedUsageSchema).default([]),
    }),
  ),
  reports: z.array(
    z.strictObject({
      reportedBy: z.string(),
      team: z.string(),
      usage: reportedUsageSchema,
    }),
  ),
  dispositions: z.array(
    z.strictObject({
      tool: z.string(),
      team: z.string(),
      disposition: z.enum(['migrate', 'stop', 'accept']),
      acceptedForDays: z.number().int().positive().optional(),
      decidedBy: z.string(),
      reason: z.string(),
    }),
  ),
});

type InventorySeed = z.infer<typeof inventorySeedSchema>;
type Bodies = Pick<Governance, 'inventory' | 'survey'>;

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Answers, reports and decides what has not been yet, as of demo origin. */
export async function seedInventory(
  { inventory, survey }: Bodies,
  seed: InventorySeed,
  { teams }: CatalogSnapshot,
  nowMs: number,
): Promise<void> {
  const { answers, items } = await inventory.view();
  const teamsOf = (userRef: string) =>
    [...teams.values()].filter(({ memberRefs }) =>
      memberRefs.includes(userRef),
    );
  for (const { team, answeredBy, usage, note } of seed.answers) {
    if (!answers.some(({ teamRef }) => teamRef === team)) {
      await survey.answer(
        demo(answeredBy),
        teamsOf(answeredBy),
        team,
        usage.length > 0
          ? { answer: 'usage', usage, note }
          : { answer: 'none', note },
      );
    }
  }
  for (const { reportedBy, team, usage } of seed.reports) {
    if (!items.some(item => item.reportedBy === reportedBy)) {
      await survey.report(demo(reportedBy), teamsOf(reportedBy), {
        ...usage,
        team,
        hideName: true,
      });
    }
  }
  for (const choice of await undecided(inventory, seed)) {
    const { itemId, decidedBy, acceptedForDays, disposition, reason } = choice;
    await inventory.dispose(demo(decidedBy), itemId, {
      disposition,
      reason,
      until: acceptedForDays
        ? new Date(nowMs + acceptedForDays * DAY_MS).toISOString().slice(0, 10)
        : undefined,
    });
  }
}

export async function hasInventory(
  { inventory }: Bodies,
  seed: InventorySeed,
): Promise<boolean> {
  const { answers, items } = await inventory.view();
  return (
    seed.answers.every(({ team }) =>
      answers.some(({ teamRef }) => teamRef === team),
    ) &&
    seed.reports.every(({ reportedBy }) =>
      items.some(item => item.reportedBy === reportedBy),
    ) &&
    (await undecided(inventory, seed)).length === 0
  );
}

/** The seed's decisions about uses that nobody has ever decided about. */
async function undecided(
  inventory: Governance['inventory'],
  { dispositions }: InventorySeed,
) {
  const { items } = await inventory.view();
  return dispositions.flatMap(choice =>
    items
      .filter(
        ({ tool, teamRef, disposition }) =>
          tool === choice.tool &&
          teamRef === choice.team &&
          disposition === 'unknown',
      )
      .map(({ id }) => ({ ...choice, itemId: id })),
  );
}

function demo(userRef: string) {
  return { userRef, origin: 'demo' as const };
}
