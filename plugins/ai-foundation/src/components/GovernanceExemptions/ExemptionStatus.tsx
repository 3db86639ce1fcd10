import {
  Exemption,
  EXEMPTION_SEATS,
  ExemptionState,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useMessages } from '../../hooks/useMessages';
import { Deadline } from '../RelativeTime';
import { Status, Tone } from '../Status';

const TONES: Record<ExemptionState, Tone> = {
  requested: 'warning',
  approved: 'positive',
  refused: 'negative',
  revoked: 'negative',
  expired: 'neutral',
  withdrawn: 'neutral',
};

/** How an exemption stands, and what it waits for. */
export function ExemptionStatus({ exemption }: { exemption: Exemption }) {
  const { t } = useMessages();
  const { consents, endsAt, state } = exemption;
  const waiting = EXEMPTION_SEATS.filter(
    seat => !consents.some(consent => consent.seat === seat),
  ).map(seat => t(`exemptions.seat.${seat}`));
  const when = <Deadline instant={endsAt} />;
  const words = {
    requested: t('exemptions.state.requested', {
      seats: waiting.join(t('exemptions.and')),
    }),
    approved: t('exemptions.state.approved', { when }),
    refused: t('exemptions.state.refused'),
    revoked: t('exemptions.state.revoked'),
    expired: t('exemptions.state.expired', { when }),
    withdrawn: t('exemptions.state.withdrawn'),
  };
  return <Status tone={TONES[state]}>{words[state]}</Status>;
}
