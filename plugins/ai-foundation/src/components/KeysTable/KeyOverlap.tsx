import { api, Key } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { ActionError } from '../ErrorNotice';
import { RelativeTime } from '../RelativeTime';

/** Which of two secrets is still used, so that a person knows when to end the earlier. */
export function KeyOverlap(props: { apiKey: Key; onChanged: () => void }) {
  const { t } = useMessages();
  const toasts = useApi(toastApiRef);
  const end = useAction(api.endKeyOverlap);
  const { id, rotation } = props.apiKey;
  if (!rotation) {
    return null;
  }
  const confirm = async () => {
    if (await end.run({ params: { id } })) {
      toasts.post({
        title: t('keys.overlap.ended', { id }),
        status: 'success',
        timeout: 6000,
      });
      props.onChanged();
    }
  };
  const { currentLastUsedAt, previousLastUsedAt, previousValidUntil } =
    rotation;
  return (
    <Text as="div" variant="body-small" color="secondary">
      <div>
        {t('keys.overlap.until', {
          when: <RelativeTime instant={previousValidUntil} />,
        })}
      </div>
      <div>
        {previousLastUsedAt
          ? t('keys.overlap.previousUsed', {
              when: <RelativeTime instant={previousLastUsedAt} />,
            })
          : t('keys.overlap.previousUnused')}
      </div>
      <div>
        {currentLastUsedAt
          ? t('keys.overlap.currentUsed', {
              when: <RelativeTime instant={currentLastUsedAt} />,
            })
          : t('keys.overlap.currentUnused')}
      </div>
      <Button
        size="small"
        variant="tertiary"
        aria-label={t('keys.overlap.endFor', { id })}
        isPending={end.isPending}
        onPress={confirm}
      >
        {t('keys.overlap.end')}
      </Button>
      <ActionError error={end.error} />
    </Text>
  );
}
