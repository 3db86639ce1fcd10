import { classificationManagePermission } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { CatalogView } from '../../kernel/CatalogView';
import { InboxSource } from '../../kernel/Inbox';
import { isReferenced } from './coverageOf';
import { InitialSetService } from './InitialSetService';
import { isLeadOf, TierService } from './TierService';

const PATH = '/governance/data';

/**
 * The initial set for who can approve it, and the data sources in use that
 * nobody classified: each for the lead of its owner, or for those who manage
 * classification where it has no lead.
 */
export function tierInbox(options: {
  tiers: TierService;
  initialSets: InitialSetService;
  catalogView: CatalogView;
}): InboxSource {
  const { tiers, initialSets, catalogView } = options;
  return {
    async waitingFor({ caller, may }) {
      const { userRef } = caller;
      const [mayManage, mayApprove, { proposed }, { items }, snapshot] =
        await Promise.all([
          may(classificationManagePermission),
          initialSets.mayApprove(userRef),
          initialSets.current(),
          tiers.sources(),
          catalogView.current(),
        ]);
      const hasLead = (ref: string) => {
        const ownerRef = snapshot.dataSources.get(ref)?.ownerRef;
        return snapshot.groups.get(ownerRef ?? '')?.leadRef !== undefined;
      };
      const open = items.filter(
        ({ ref, state, references }) =>
          (state === 'unclassified' || state === 'outdated') &&
          isReferenced(references) &&
          (isLeadOf(userRef, ref, snapshot) || (mayManage && !hasLead(ref))),
      );
      return [
        ...(proposed && mayManage && mayApprove
          ? [
              {
                id: `approve-initial-set:${proposed.id}`,
                kind: 'approve-initial-set' as const,
                subject: proposed.name,
                requestedBy: proposed.proposedBy,
                sinceMs: proposed.proposedAtMs,
                path: PATH,
              },
            ]
          : []),
        ...open.map(({ ref }) => ({
          id: `classify-data-source:${ref}`,
          kind: 'classify-data-source' as const,
          subject: snapshot.dataSources.get(ref)?.title ?? ref,
          subjectRef: ref,
          sinceMs: snapshot.readAtMs,
          path: PATH,
        })),
      ];
    },
  };
}
