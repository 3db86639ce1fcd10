import {
  KeyRequestState as State,
  SubmittedKeyRequest,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useMessages } from '../../hooks/useMessages';
import { RelativeTime } from '../RelativeTime';
import { Status, Tone } from '../Status';

const TONES: Record<State, Tone> = {
  requested: 'warning',
  approved: 'positive',
  refused: 'negative',
  withdrawn: 'neutral',
  collected: 'positive',
  expired: 'neutral',
};

/** How far a request has come, in words. */
export function KeyRequestState(props: { request: SubmittedKeyRequest }) {
  const { t } = useMessages();
  const { state, endsAt } = props.request;
  return (
    <Status tone={TONES[state]}>
      {state === 'approved'
        ? t('keyRequests.state.approved', {
            when: <RelativeTime instant={endsAt} />,
          })
        : t(`keyRequests.state.${state}`)}
    </Status>
  );
}
