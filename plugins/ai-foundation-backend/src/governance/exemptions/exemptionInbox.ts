import { exemptionDecidePermission } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { CatalogView } from '../../kernel/CatalogView';
import { Clock } from '../../kernel/Clock';
import { InboxSource } from '../../kernel/Inbox';
import { NOTICE_DAYS } from './ExemptionNotices';
import { ExemptionService } from './ExemptionService';
import { seatsToDecide } from './seatsToDecide';
import { exemptionState } from './types';

const PATH = '/governance/exemptions';
const NOTICE_MS = Math.max(...NOTICE_DAYS) * 24 * 60 * 60 * 1_000;

/** Exemptions to decide about, and those of one's own that end soon. */
export function exemptionInbox(options: {
  service: ExemptionService;
  catalogView: CatalogView;
  clock: Clock;
}): InboxSource {
  const { service, catalogView, clock } = options;
  return {
    async waitingFor({ caller, may }) {
      const { userRef } = caller;
      const [exemptions, seats, mayDecide, { teams }] = await Promise.all([
        service.list(userRef, 'all'),
        service.seatsOf(userRef),
        may(exemptionDecidePermission),
        catalogView.current(),
      ]);
      const nowMs = clock();
      const toDecide = exemptions.filter(
        exemption =>
          mayDecide &&
          seatsToDecide(exemption, userRef, seats, nowMs).length > 0,
      );
      const ending = exemptions.filter(
        exemption =>
          exemptionState(exemption, nowMs) === 'approved' &&
          exemption.endsAtMs - nowMs <= NOTICE_MS &&
          [
            exemption.requestedBy,
            teams.get(exemption.teamRef)?.leadRef,
          ].includes(userRef),
      );
      return [
        ...toDecide.map(exemption => ({
          id: `decide-exemption:${exemption.id}`,
          kind: 'decide-exemption' as const,
          subject: exemption.id,
          requestedBy: exemption.requestedBy,
          sinceMs: exemption.requestedAtMs,
          path: PATH,
        })),
        ...ending.map(exemption => ({
          id: `exemption-ends:${exemption.id}`,
          kind: 'exemption-ends' as const,
          subject: exemption.id,
          sinceMs: Math.max(
            exemption.endsAtMs - NOTICE_MS,
            exemption.approvedAtMs ?? 0,
          ),
          dueMs: exemption.endsAtMs,
          path: PATH,
        })),
      ];
    },
  };
}
