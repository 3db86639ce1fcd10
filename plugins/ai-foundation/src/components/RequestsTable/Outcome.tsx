import { RequestSummary } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Text } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { Status, Tone } from '../Status';

const TONES: Record<RequestSummary['outcome'], Tone> = {
  running: 'neutral',
  completed: 'positive',
  refused: 'negative',
  client_aborted: 'warning',
  upstream_error: 'negative',
  truncated: 'warning',
  timeout: 'negative',
  unsettled: 'warning',
};

/** How a request ended, in words, with the code that its client got. */
export function Outcome(props: { request: RequestSummary }) {
  const { t } = useMessages();
  const { outcome, errorCode } = props.request;
  return (
    <Status tone={TONES[outcome]}>
      {t(`requests.outcome.${outcome}`)}
      {errorCode && (
        <Text as="div" variant="body-small" color="secondary">
          {errorCode}
        </Text>
      )}
    </Status>
  );
}
