import { Key } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Text } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { useNow } from '../../hooks/useNow';
import { RelativeTime } from '../RelativeTime';
import { Status } from '../Status';
import { expiresSoon } from './keyState';

/** Whether a key works, in words. */
export function KeyState(props: { apiKey: Key }) {
  const { t } = useMessages();
  const now = useNow();
  const { apiKey } = props;
  if (apiKey.state === 'revoked') {
    return (
      <Status tone="negative">
        {t('keys.state.revoked', {
          when: <RelativeTime instant={apiKey.revokedAt ?? apiKey.expiresAt} />,
        })}
      </Status>
    );
  }
  if (apiKey.state === 'suspended') {
    return (
      <Status tone="negative">
        {t('keys.state.suspended')}
        <Text as="div" variant="body-small" color="secondary">
          {apiKey.suspendedBecause}
        </Text>
      </Status>
    );
  }
  if (apiKey.state === 'expired') {
    return <Status tone="neutral">{t('keys.state.expired')}</Status>;
  }
  return expiresSoon(apiKey, now) ? (
    <Status tone="warning">{t('keys.state.expiresSoon')}</Status>
  ) : (
    <Status tone="positive">{t('keys.state.active')}</Status>
  );
}
