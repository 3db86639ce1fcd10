import {
  AUP_SECTION_IDS,
  AupDocument,
  AupRule,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Governance } from '../governance/createGovernance';
import { Actor } from '../kernel/AuditTrail';
import { DemoSeed } from './readDemoSeed';

const DAY_MS = 24 * 60 * 60 * 1_000;
const IN_DAYS = /^P(\d+)D$/;

/**
 * Takes the example's policy the way of every version: drafted, reviewed,
 * published and acknowledged by some; the next draft then waits for its review.
 */
export async function seedPolicy(
  { acknowledgements, aup, lifeCycle }: Governance,
  seed: DemoSeed['aup'],
  nowMs: number,
): Promise<void> {
  if (await aup.currentIfAny()) {
    return;
  }
  const { drafts, publications, reviews } = lifeCycle;
  const author = demo(seed.draftedBy);
  const { id, contentSha256 } = await drafts.create(
    author,
    datePlans(seed.document, nowMs),
  );
  await drafts.submit(author, id, { contentSha256, summary: seed.summary });
  await reviews.review(demo(seed.reviewedBy), id, {
    contentSha256,
    outcome: 'approved',
    comment: seed.review,
    sections: AUP_SECTION_IDS.map(section => ({
      id: section,
      signedOff: true,
    })),
    material: true,
  });
  const { version, sha256, document } = await publications.publish(
    demo(seed.publishedBy),
    id,
    { contentSha256, change: 'major' },
  );
  for (const userRef of seed.acknowledgedBy ?? []) {
    await acknowledgements.see(version, userRef);
    await acknowledgements.acknowledge(
      demo(userRef),
      { type: 'user', userEntityRef: userRef },
      { version, sha256 },
    );
  }
  if (seed.nextDraft) {
    const { rules, summary } = seed.nextDraft;
    const next = await drafts.create(
      author,
      datePlans(withRules(document, rules), nowMs),
      version,
    );
    await drafts.submit(author, next.id, {
      contentSha256: next.contentSha256,
      summary,
    });
  }
}

/** A plan's date counts from the first start, so that the example never ages. */
function datePlans(document: AupDocument, nowMs: number): AupDocument {
  const dated = (rule: AupRule): AupRule => {
    const { enforcement } = rule;
    const days =
      enforcement?.kind === 'planned' && IN_DAYS.exec(enforcement.by)?.[1];
    return days
      ? {
          ...rule,
          enforcement: {
            ...enforcement,
            by: new Date(nowMs + Number(days) * DAY_MS)
              .toISOString()
              .slice(0, 10),
          },
        }
      : rule;
  };
  return {
    ...document,
    sections: document.sections.map(section => ({
      ...section,
      rules: section.rules.map(dated),
    })),
  };
}

/** Puts rules in the place of those of the same id, or after the others. */
function withRules(
  document: AupDocument,
  changes: ReadonlyArray<AupRule & { section: string }>,
): AupDocument {
  return {
    ...document,
    sections: document.sections.map(section => {
      const own = new Map(
        changes
          .filter(change => change.section === section.id)
          .map(({ section: _, ...rule }) => [rule.id, rule]),
      );
      const kept = section.rules.map(rule => own.get(rule.id) ?? rule);
      const added = [...own.values()].filter(
        ({ id }) => !section.rules.some(rule => rule.id === id),
      );
      return { ...section, rules: [...kept, ...added] };
    }),
  };
}

function demo(userRef: string): Actor {
  return { userRef, origin: 'demo' };
}
