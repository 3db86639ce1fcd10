import { charterTextSchema } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { z } from 'zod';
import { Governance } from '../governance/createGovernance';

/** The charter, the first meeting, and what sponsor and platform team give. */
export const workingGroupSeedSchema = z.strictObject({
  charter: charterTextSchema.extend({ proposedBy: z.string() }),
  meeting: z.strictObject({
    recordedBy: z.string(),
    attendees: z.array(z.string()),
    agenda: z.string(),
    minutes: z.string(),
    decisions: z.array(z.string()),
  }),
  engagement: z.strictObject({ sponsor: z.string(), note: z.string() }),
  platformTeam: z.strictObject({
    group: z.string(),
    allocation: z.string(),
    namedBy: z.string(),
  }),
});

type WorkingGroupSeed = z.infer<typeof workingGroupSeedSchema>;
type Bodies = Pick<Governance, 'commitments' | 'workingGroup'>;

/** Lets the first meeting, of now, approve the charter; as of demo origin. */
export async function seedWorkingGroup(
  { commitments, workingGroup }: Bodies,
  seed: WorkingGroupSeed,
  nowMs: number,
): Promise<void> {
  const { proposedBy, ...text } = seed.charter;
  if ((await workingGroup.charters()).length === 0) {
    await workingGroup.proposeCharter(demo(proposedBy), text);
  }
  if ((await workingGroup.meetings()).length === 0) {
    const [{ version }] = await workingGroup.charters();
    const { recordedBy, ...meeting } = seed.meeting;
    await workingGroup.recordMeeting(demo(recordedBy), {
      ...meeting,
      heldAt: new Date(nowMs).toISOString(),
      approvesCharter: version,
    });
  }
  if ((await commitments.engagements()).length === 0) {
    const { sponsor, note } = seed.engagement;
    await commitments.engage(demo(sponsor), note);
  }
  if (!(await commitments.platformTeam())) {
    const { namedBy, ...choice } = seed.platformTeam;
    await commitments.namePlatformTeam(demo(namedBy), choice);
  }
}

export async function hasWorkingGroup({
  commitments,
  workingGroup,
}: Bodies): Promise<boolean> {
  const [meetings, engagements, platformTeam] = await Promise.all([
    workingGroup.meetings(),
    commitments.engagements(),
    commitments.platformTeam(),
  ]);
  return (
    meetings.length > 0 && engagements.length > 0 && platformTeam !== undefined
  );
}

function demo(userRef: string) {
  return { userRef, origin: 'demo' as const };
}
