import {
  AcknowledgementState,
  CampaignRecipient,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useMessages } from '../../hooks/useMessages';
import { Deadline } from '../RelativeTime';
import { Status, Tone } from '../Status';

const TONES: Record<AcknowledgementState, Tone> = {
  not_requested: 'neutral',
  pending: 'neutral',
  acknowledged: 'positive',
  outdated: 'warning',
  declined: 'negative',
  overdue: 'negative',
  exempt: 'neutral',
};

/** How a person stands, with the reason where there is one. */
export function RecipientState(props: { person: CampaignRecipient }) {
  const { t } = useMessages();
  const { state, exempt, leftAt } = props.person;
  if (leftAt) {
    return <Status tone="neutral">{t('circulation.states.left')}</Status>;
  }
  return (
    <Status tone={TONES[state]} title={exempt?.reason}>
      <StateWords person={props.person} />
    </Status>
  );
}

function StateWords(props: { person: CampaignRecipient }) {
  const { t } = useMessages();
  const { state, declined, exempt } = props.person;
  if (state === 'exempt' && exempt) {
    const when = <Deadline instant={exempt.until} />;
    return <>{t('circulation.exemptUntil', { when })}</>;
  }
  if (state === 'declined' && declined) {
    const { reason } = declined;
    return <>{t('circulation.declinedFor', { reason })}</>;
  }
  return <>{t(`circulation.states.${state}`)}</>;
}
