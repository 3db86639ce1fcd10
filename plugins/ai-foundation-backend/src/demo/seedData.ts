import {
  exemptionRequestSchema,
  exemptionSeatSchema,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { z } from 'zod';
import { Governance } from '../governance/createGovernance';
import { Actor } from '../kernel/AuditTrail';
import { CatalogSnapshot } from '../kernel/CatalogView';

const person = z.string().startsWith('user:');
const reason = z.string().trim().min(3);

/** Somebody has confirmed it, whatever became of its annotation since. */
const SPOKEN_FOR = ['confirmed', 'outdated'];

/** What the example company has decided about data, and exempted from its rules. */
export const dataSeedSchema = z.strictObject({
  classifications: z.array(
    z.strictObject({ source: z.string(), by: person, reason }),
  ),
  initialSet: z.strictObject({
    name: z.string(),
    sources: z.array(z.string()),
    by: person,
    reason,
  }),
  exemptions: z.array(
    exemptionRequestSchema.extend({
      by: person,
      consents: z.array(
        z.strictObject({ seat: exemptionSeatSchema, by: person, reason }),
      ),
    }),
  ),
});
export type DataSeed = z.infer<typeof dataSeedSchema>;

/** Takes the decisions that were not taken yet. */
export async function seedData(
  governance: Governance,
  seed: DataSeed,
  snapshot: CatalogSnapshot,
): Promise<void> {
  await seedClassifications(governance, seed, snapshot);
  if (!(await hasInitialSet(governance))) {
    const { by, ...proposal } = seed.initialSet;
    await governance.initialSets.propose(demo(by), proposal);
  }
  await seedExemptions(governance, seed);
}

/** Whether all of it is decided. */
export async function hasData(
  governance: Governance,
  seed: DataSeed,
): Promise<boolean> {
  const [known, sources, isProposed] = await Promise.all([
    governance.exemptions.list('', 'all'),
    governance.tiers.sources(),
    hasInitialSet(governance),
  ]);
  return (
    isProposed &&
    seed.exemptions.every(wanted =>
      known.some(
        ({ consents, justification }) =>
          justification === wanted.justification &&
          consents.length >= wanted.consents.length,
      ),
    ) &&
    seed.classifications.every(({ source }) =>
      sources.items.some(
        ({ ref, state }) => ref === source && SPOKEN_FOR.includes(state),
      ),
    )
  );
}

async function seedClassifications(
  { tiers }: Governance,
  { classifications }: DataSeed,
  { dataSources }: CatalogSnapshot,
): Promise<void> {
  const { items } = await tiers.sources();
  for (const { source, by, reason: why } of classifications) {
    const tier = dataSources.get(source)?.tier;
    const listed = items.find(({ ref }) => ref === source);
    if (!tier) {
      throw new Error(`the catalog does not say yet what ${source} is`);
    }
    if (!listed || !SPOKEN_FOR.includes(listed.state)) {
      await tiers.confirm({ ...demo(by), mayManage: true }, source, {
        tier,
        reason: why,
      });
    }
  }
}

async function seedExemptions(
  { exemptions }: Governance,
  seed: DataSeed,
): Promise<void> {
  const known = await exemptions.list('', 'all');
  for (const { by, consents, ...request } of seed.exemptions) {
    const exemption =
      known.find(
        ({ justification }) => justification === request.justification,
      ) ??
      (await exemptions.request(
        { userRef: by, name: by, ownershipRefs: new Set([request.owner]) },
        request,
        'demo',
      ));
    for (const consent of consents.slice(exemption.consents.length)) {
      await exemptions.decide(demo(consent.by), exemption.id, {
        seat: consent.seat,
        decision: 'approved',
        reason: consent.reason,
      });
    }
  }
}

async function hasInitialSet({ initialSets }: Governance): Promise<boolean> {
  const { approved, proposed } = await initialSets.current();
  return approved !== undefined || proposed !== undefined;
}

function demo(userRef: string): Actor {
  return { userRef, origin: 'demo' };
}
