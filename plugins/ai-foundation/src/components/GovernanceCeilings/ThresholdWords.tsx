import { CeilingThreshold } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useMessages } from '../../hooks/useMessages';
import { Recipients } from './Recipients';

/** What happens at a threshold, as a part of a sentence. */
export function ThresholdWords(props: { threshold: CeilingThreshold }) {
  const { t } = useMessages();
  const { threshold } = props;
  const percent = String(threshold.percent);
  const recipients = <Recipients refs={threshold.recipients} />;
  return (
    <>
      {threshold.response === 'throttle'
        ? t('ceilings.threshold.throttle', {
            percent,
            recipients,
            requests: String(threshold.requestsPerMinute),
          })
        : t(`ceilings.threshold.${threshold.response}`, {
            percent,
            recipients,
          })}
    </>
  );
}
